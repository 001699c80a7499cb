"""The SQL of the records, written out: the columns of each kind are its model's fields, in their order."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Statements:
    """How one kind of record is read, added, changed and removed by its id."""

    read: str
    add: str
    change: str
    remove: str


PERSON = Statements(
    read="""
        SELECT id, version, full_name, entity_type, gender, dob, dob_precision, life_status, dod, life_stage,
            culture_tags, languages, address_confidential
        FROM person WHERE id = ?
    """,
    add="""
        INSERT INTO person (id, version, full_name, entity_type, gender, dob, dob_precision, life_status, dod,
            life_stage, culture_tags, languages, address_confidential, name_to_search)
        VALUES (:id, :version, :full_name, :entity_type, :gender, :dob, :dob_precision, :life_status, :dod,
            :life_stage, :culture_tags, :languages, :address_confidential, :name_to_search)
    """,
    change="""
        UPDATE person SET version = :version, full_name = :full_name, entity_type = :entity_type,
            gender = :gender, dob = :dob, dob_precision = :dob_precision, life_status = :life_status, dod = :dod,
            life_stage = :life_stage, culture_tags = :culture_tags, languages = :languages,
            address_confidential = :address_confidential, name_to_search = :name_to_search
        WHERE id = :id
    """,
    remove="DELETE FROM person WHERE id = ?",
)

STANDING = Statements(
    read="""
        SELECT id, version, child_id, person_id, ref, known_as, network_kind, professional_role, role_end_date,
            ladder, first_known_date, stance, safety_plan, importance, target_days, notes, visibility
        FROM standing WHERE id = ?
    """,
    add="""
        INSERT INTO standing (id, version, child_id, person_id, ref, known_as, network_kind, professional_role,
            role_end_date, ladder, first_known_date, stance, safety_plan, importance, target_days, notes,
            visibility, name_to_search)
        VALUES (:id, :version, :child_id, :person_id, :ref, :known_as, :network_kind, :professional_role,
            :role_end_date, :ladder, :first_known_date, :stance, :safety_plan, :importance, :target_days, :notes,
            :visibility, :name_to_search)
    """,
    change="""
        UPDATE standing SET version = :version, child_id = :child_id, person_id = :person_id, ref = :ref,
            known_as = :known_as, network_kind = :network_kind, professional_role = :professional_role,
            role_end_date = :role_end_date, ladder = :ladder, first_known_date = :first_known_date,
            stance = :stance, safety_plan = :safety_plan, importance = :importance, target_days = :target_days,
            notes = :notes, visibility = :visibility, name_to_search = :name_to_search
        WHERE id = :id
    """,
    remove="DELETE FROM standing WHERE id = ?",
)

RELATIONSHIP = Statements(
    read="""
        SELECT id, version, child_id, ref_case, ref, from_id, to_id, kind, detail, status, start_date, end_date,
            quality, plan_every_days, plan_mode, source_type, source_id, source_date, certainty, conflict_group,
            visibility, words
        FROM relationship WHERE id = ?
    """,
    add="""
        INSERT INTO relationship (id, version, child_id, ref_case, ref, from_id, to_id, kind, detail, status,
            start_date, end_date, quality, plan_every_days, plan_mode, source_type, source_id, source_date,
            certainty, conflict_group, visibility, words)
        VALUES (:id, :version, :child_id, :ref_case, :ref, :from_id, :to_id, :kind, :detail, :status,
            :start_date, :end_date, :quality, :plan_every_days, :plan_mode, :source_type, :source_id,
            :source_date, :certainty, :conflict_group, :visibility, :words)
    """,
    change="""
        UPDATE relationship SET version = :version, child_id = :child_id, ref_case = :ref_case, ref = :ref,
            from_id = :from_id, to_id = :to_id, kind = :kind, detail = :detail, status = :status,
            start_date = :start_date, end_date = :end_date, quality = :quality,
            plan_every_days = :plan_every_days, plan_mode = :plan_mode, source_type = :source_type,
            source_id = :source_id, source_date = :source_date, certainty = :certainty,
            conflict_group = :conflict_group, visibility = :visibility, words = :words
        WHERE id = :id
    """,
    remove="DELETE FROM relationship WHERE id = ?",
)

CONTACT = Statements(
    read="""
        SELECT id, version, child_id, person_id, ref, date, contact_type, happened, supervised, duration_min,
            child_view, recorded_by, notes
        FROM contact WHERE id = ?
    """,
    add="""
        INSERT INTO contact (id, version, child_id, person_id, ref, date, contact_type, happened, supervised,
            duration_min, child_view, recorded_by, notes)
        VALUES (:id, :version, :child_id, :person_id, :ref, :date, :contact_type, :happened, :supervised,
            :duration_min, :child_view, :recorded_by, :notes)
    """,
    change="""
        UPDATE contact SET version = :version, child_id = :child_id, person_id = :person_id, ref = :ref,
            date = :date, contact_type = :contact_type, happened = :happened, supervised = :supervised,
            duration_min = :duration_min, child_view = :child_view, recorded_by = :recorded_by, notes = :notes
        WHERE id = :id
    """,
    remove="DELETE FROM contact WHERE id = ?",
)

STAY = Statements(
    read="SELECT id, version, child_id, person_id, home_code, area, start_date, end_date FROM stay WHERE id = ?",
    add="""
        INSERT INTO stay (id, version, child_id, person_id, home_code, area, start_date, end_date)
        VALUES (:id, :version, :child_id, :person_id, :home_code, :area, :start_date, :end_date)
    """,
    change="""
        UPDATE stay SET version = :version, child_id = :child_id, person_id = :person_id, home_code = :home_code,
            area = :area, start_date = :start_date, end_date = :end_date
        WHERE id = :id
    """,
    remove="DELETE FROM stay WHERE id = ?",
)

CASE = Statements(
    read="""
        SELECT id, version, child_id, ref, title, as_of, jurisdiction, legal_status_code, legal_status_text,
            home_type_code, home_since, permanence_plan, culture_tags, next_review, meeting_purpose, story
        FROM map_case WHERE id = ?
    """,
    add="""
        INSERT INTO map_case (id, version, child_id, ref, title, as_of, jurisdiction, legal_status_code,
            legal_status_text, home_type_code, home_since, permanence_plan, culture_tags, next_review,
            meeting_purpose, story)
        VALUES (:id, :version, :child_id, :ref, :title, :as_of, :jurisdiction, :legal_status_code,
            :legal_status_text, :home_type_code, :home_since, :permanence_plan, :culture_tags, :next_review,
            :meeting_purpose, :story)
    """,
    change="""
        UPDATE map_case SET version = :version, child_id = :child_id, ref = :ref, title = :title, as_of = :as_of,
            jurisdiction = :jurisdiction, legal_status_code = :legal_status_code,
            legal_status_text = :legal_status_text, home_type_code = :home_type_code, home_since = :home_since,
            permanence_plan = :permanence_plan, culture_tags = :culture_tags, next_review = :next_review,
            meeting_purpose = :meeting_purpose, story = :story
        WHERE id = :id
    """,
    remove="DELETE FROM map_case WHERE id = ?",
)

DETAIL = Statements(
    read="""
        SELECT id, version, child_id, person_id, kind, text, start_date, end_date, may_see, reason, review_date
        FROM detail WHERE id = ?
    """,
    add="""
        INSERT INTO detail (id, version, child_id, person_id, kind, text, start_date, end_date, may_see, reason,
            review_date)
        VALUES (:id, :version, :child_id, :person_id, :kind, :text, :start_date, :end_date, :may_see, :reason,
            :review_date)
    """,
    change="""
        UPDATE detail SET version = :version, child_id = :child_id, person_id = :person_id, kind = :kind,
            text = :text, start_date = :start_date, end_date = :end_date, may_see = :may_see, reason = :reason,
            review_date = :review_date
        WHERE id = :id
    """,
    remove="DELETE FROM detail WHERE id = ?",
)

STATEMENTS = {
    "person": PERSON,
    "standing": STANDING,
    "relationship": RELATIONSHIP,
    "contact": CONTACT,
    "stay": STAY,
    "case": CASE,
    "detail": DETAIL,
}

MAP_RECORD = Statements(
    read="SELECT version, body FROM map_record WHERE kind = ? AND id = ?",
    add="INSERT INTO map_record (kind, id, version, child_id, body) VALUES (:kind, :id, :version, :child_id, :body)",
    change="""
        UPDATE map_record SET version = :version, child_id = :child_id, body = :body
        WHERE kind = :kind AND id = :id
    """,
    remove="DELETE FROM map_record WHERE kind = ? AND id = ?",
)
