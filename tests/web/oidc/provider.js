// A provider of identities for the tests: oidc-provider on loopback, which signs in whomever the cookie
// "who" names. First argument: its port; second: where kith’s door is; third: the people, as JSON.
import Provider from 'oidc-provider'

const [port, door, told] = process.argv.slice(2)
const people = JSON.parse(told)

const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [{
    client_id: 'kith',
    client_secret: 'a secret that only these tests know',
    redirect_uris: [door],
    grant_types: ['authorization_code'],
    response_types: ['code'],
  }],
  cookies: { keys: ['only these tests'] },
  claims: { openid: ['sub', 'acr', 'amr'], email: ['email', 'email_verified'] },
  pkce: { required: () => true, methods: ['S256'] },
  features: { devInteractions: { enabled: false } },
  interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
  findAccount: (_ctx, sub) => ({
    accountId: sub,
    claims: () => ({ sub, email: people[sub].email, email_verified: people[sub].verified }),
  }),
  loadExistingGrant: async (ctx) => {
    const grant = new ctx.oidc.provider.Grant({
      accountId: ctx.oidc.session.accountId,
      clientId: ctx.oidc.client.clientId,
    })
    grant.addOIDCScope('openid email')
    await grant.save()
    return grant
  },
})

provider.use(async (ctx, next) => {
  if (!ctx.path.startsWith('/interaction/')) return next()
  const who = ctx.cookies.get('who')
  const result = who in people
    ? { login: { accountId: who, amr: people[who].amr } }
    : { error: 'access_denied' }
  await provider.interactionFinished(ctx.req, ctx.res, result)
  ctx.respond = false
})

provider.listen(Number(port), '127.0.0.1', () => console.log('ready'))
