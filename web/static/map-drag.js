// Dragging somebody over the map, by mouse, pen or finger: one line or ring follows until they are let go.

const NEAR = 6;

// Where a pointer is, on the stage and on the picture.
export function placeOf(map, event) {
  const { left, top } = map.stage.getBoundingClientRect();
  const onStage = { x: event.clientX - left, y: event.clientY - top };
  return { onStage, onPicture: map.network.DOMtoCanvas(onStage) };
}

export function personAt(map, event) {
  return map.network.getNodeAt(placeOf(map, event).onStage) ?? null;
}

// Hears drags that begin on somebody while `isOn` says so, before the map itself would pan.
export class Drag {
  constructor(map, { isOn, draw, onDrop }) {
    Object.assign(this, { map, isOn, draw, onDrop, from: null, at: null });
    const heard = { capture: true };
    map.stage.addEventListener("pointerdown", (event) => this.begin(event), heard);
    map.stage.addEventListener("pointermove", (event) => this.move(event), heard);
    map.stage.addEventListener("pointerup", (event) => this.end(event), heard);
    map.stage.addEventListener("pointercancel", () => this.stop(), heard);
    map.stage.addEventListener("mousedown", (event) => this.hush(event), heard);
    map.stage.addEventListener("touchstart", (event) => this.hush(event), { capture: true, passive: true });
    map.network.on("afterDrawing", (context) => this.from && this.at && this.draw(context, this.from, this.at));
  }

  begin(event) {
    if (!this.isOn()) return;
    this.from = personAt(this.map, event);
    if (!this.from) return;
    this.at = null;
    this.start = [event.clientX, event.clientY];
    this.map.stage.setPointerCapture?.(event.pointerId);
    event.stopPropagation();
  }

  hush(event) {
    if (this.from) event.stopPropagation();
  }

  move(event) {
    if (!this.from) return;
    const far = Math.hypot(event.clientX - this.start[0], event.clientY - this.start[1]) > NEAR;
    if (far || this.at) this.at = placeOf(this.map, event).onPicture;
    this.map.network.redraw();
    event.stopPropagation();
  }

  end(event) {
    if (!this.from) return;
    const [from, at] = [this.from, this.at];
    event.stopPropagation();
    this.stop();
    this.onDrop(from, at ? personAt(this.map, event) : null, at);
  }

  stop() {
    this.from = this.at = null;
    this.map.network.redraw();
  }
}
