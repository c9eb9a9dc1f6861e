//! The integration tests over HTTP against raw `workerd`; one binary, so that it links once, and mostly with one
//! server.
//!
//! One file for each endpoint, `<feature>/<verb>.rs`; tests about all endpoints are in the files below.

// Tests measure and limit their own waiting; no house rule depends on these clocks.
#![allow(clippy::disallowed_methods)]
// A problem is the complete answer of a refusal; a test passes it on once.
#![allow(clippy::result_large_err)]

mod activities;
mod build_paths;
mod client;
mod offices;
mod open_meetings;
mod passkeys;
mod people;
mod server;
#[path = "../../domain/src/sessions/passkey/tests/software.rs"]
mod software;
mod template;

mod community_books;
mod damage;
mod floods;
mod gate;
mod kill;
mod matrix;
mod object_isolation;
mod parallel;
mod production;
mod sender;
mod static_files;
mod tenant_isolation;
mod vote_load;

mod archive {
    mod show_file;
    mod show_file_room;
    pub mod upload_file;
}
mod assistance {
    mod answer_contest;
    mod contest_act;
    mod end_assistance;
    mod extend_assistance;
    mod list_given_assistance;
    mod list_received_assistance;
    pub mod open_assistance;
    mod review_assistance;
    mod show_assistance;
}
mod ballots {
    mod cast_open_vote;
    mod cast_secret_ballot;
    mod close_ballot;
    mod confirm_count;
    mod draft_ballot;
    mod drop_ballot;
    mod enter_count;
    mod hand_out_paper;
    mod list_ballots;
    mod list_receipts;
    mod list_votes;
    mod open_ballot;
    mod revise_ballot;
    mod show_ballot;
    mod show_turnout;
    mod take_token;
}
mod communities {
    mod check_objects;
    mod health;
    mod list_demonstration_accounts;
    pub mod open_community;
    mod seed_demonstration;
    mod show_home;
    mod show_inbox;
}
mod decisions {
    mod ask_opinion;
    mod attach_paper;
    mod close_step;
    mod deliver_draft;
    mod give_opinion;
    mod leave_case;
    mod lift_hold;
    mod link_meeting;
    mod list_cases;
    pub mod open_case;
    mod raise_hold;
    pub mod record_authorisation;
    pub mod set_rule;
    mod show_case;
    mod show_dossier;
    mod show_rules;
}
mod journal {
    mod export_journal;
    mod find_people;
    mod show_journal;
}
mod ledger {
    mod show_hours;
}
mod matters {
    pub mod add_matter_files;
    mod add_post_files;
    pub mod add_version;
    pub mod answer_matter;
    pub mod appeal_hiding;
    mod cosign_matter;
    pub mod decide_appeal;
    mod decide_pre_review;
    mod find_similar;
    mod hide_post;
    mod list_matter_tasks;
    mod list_matters;
    mod list_posts;
    pub mod propose_matter;
    mod release_post;
    mod replace_catalogue;
    pub mod report_post;
    pub mod revise_matter;
    pub mod rewrite_post;
    mod set_moderation;
    mod show_catalogue;
    mod show_matter;
    mod show_moderation;
    mod show_versions;
    pub mod summarise_matter;
    mod withdraw_matter;
    mod withdraw_post;
    mod write_post;
}

mod meetings {
    mod add_materials;
    mod add_records;
    mod adopt_minutes;
    pub mod announce_meeting;
    mod cancel_meeting;
    mod check_in;
    mod close_meeting;
    mod follow_meeting;
    mod invite_guest;
    mod list_meetings;
    mod list_proxies;
    pub mod list_voters;
    pub mod name_proxy;
    mod open_meeting;
    pub mod record_outcomes;
    mod revise_meeting;
    mod show_attendance;
    mod show_meeting;
    mod show_meeting_key;
    mod show_meeting_roll;
    mod show_minutes;
    mod withdraw_proxy;
    pub mod write_minutes;
}
mod members {
    mod confirm_import;
    mod create_body;
    mod decide_line;
    mod declare_relative;
    mod drop_import;
    mod end_seat;
    mod export_roster;
    mod fill_import;
    pub mod fill_seat;
    pub mod import;
    mod leave_roster;
    mod list_bodies;
    mod list_imports;
    mod name_guardian;
    mod note_needs;
    mod open_import;
    mod record_roll;
    mod rename_grid;
    mod review_bodies;
    mod review_grids;
    mod search_roster;
    mod show_import;
    mod show_roll;
    mod show_roster;
    mod split_grid;
    mod undo_import;
    mod withdraw_relative;
}
mod notices {
    mod list_notices;
    mod read_notices;
}
mod privacy {
    pub mod close_account;
    mod decide_consent;
    mod decide_correction;
    mod download_own_data;
    mod list_corrections;
    mod list_reveals;
    mod list_searches;
    mod request_correction;
    mod reveal_phone;
    mod show_closing;
    mod show_own_data;
    mod show_register;
    mod take_back_closing;
}
mod regions {
    pub mod answer_check;
    mod begin_officer_factor;
    mod confirm_officer_factor;
    mod end_officer_seat;
    mod fill_officer_seat;
    mod finish_officer_sign_in;
    mod list_checks;
    mod list_officer_sign_ins;
    mod list_officers;
    mod open_office;
    mod prove_officer_factor;
    mod request_officer_code;
    mod reset_officer_factor;
    mod show_officer_inbox;
    mod show_officer_me;
    mod show_region;
    mod show_region_journal;
    mod sign_in_officer;
    mod sign_out_officer;
}
mod sessions {
    mod begin_factor;
    mod begin_passkey;
    mod begin_passkey_sign_in;
    mod change_own_phone;
    mod change_phone;
    mod confirm_factor;
    mod confirm_passkey;
    mod finish_sign_in;
    mod list_passkeys;
    mod list_sessions;
    mod list_sign_ins;
    pub mod print_slip;
    mod prove_factor;
    mod remove_passkey;
    mod request_code;
    mod request_phone_code;
    mod reset_factor;
    mod revoke_session;
    mod show_me;
    mod sign_in;
    mod sign_in_with_passkey;
    mod sign_in_with_slip;
    mod void_slip;
}
mod volunteering {
    mod cancel_activity;
    pub mod check_in;
    mod check_out;
    mod confirm_services;
    mod correct_service;
    mod list_activities;
    mod list_presence;
    mod list_tasks;
    mod publish_activity;
    mod reject_service;
    mod revise_activity;
    mod show_activity;
    mod show_attendance;
    mod show_check_in_key;
    mod sign_up;
    mod withdraw;
}
