//! The table of all pages: the address of each, its file of code, and for the office who has a use for it.
//!
//! Invariant: which page an address opens, and which file shows it, is declared only here. This file calls no feature:
//! `page_outlet.rs` does, so that features may import this file. They go from page to page by address
//! ([`crate::navigation`]).

use crate::current_session::Session;
use crate::words::{Key, key};
use domain::access::Capability;

/// Declares the pages by the files that show them. A file of code is a split point (`lazy_modules.rs`): its name, the
/// names of its texts, its pages. A page has its addresses and the function that shows it; pages of `first_load` have
/// no file. `needs` names a capability, `below` the entry of the sidebar for a page that is no entry itself.
macro_rules! pages {
    (
        $every:ident($d:tt)
        first_load { $($first:ident $($first_address:literal)* = $($first_view:ident)::+;)+ }
        pages { $($file:ident = $texts:literal { $($page:ident $($address:literal)+ = $($view:ident)::+;)+ })+ }
        office { $($office_file:ident = $office_texts:literal {
            $($office_page:ident $($office_address:literal)+ needs $capability:ident $(, below $entry:ident)?
                = $($office_view:ident)::+;)+
        })+ }
        sidebar { $($group:ident { $($entry_page:ident $name:ident;)+ })+ }
    ) => {
        /// The ids of a page are in the address, which the page tracks by itself.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum PageId {
            $($first,)+
            $($($page,)+)+
            Office(OfficePage),
        }

        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum OfficePage {
            $($($office_page,)+)+
        }

        /// The templates of all addresses, each with its page; the first one that fits counts.
        static ADDRESSES: &[(&str, PageId)] = &[
            $($(($first_address, PageId::$first),)*)+
            $($($(($address, PageId::$page),)+)+)+
            $($($(($office_address, PageId::Office(OfficePage::$office_page)),)+)+)+
        ];

        /// The entries of the office's sidebar in their order, with the names of each and of its group.
        pub const SIDEBAR: &[(OfficePage, Key, Key)] = &[$($((OfficePage::$entry_page, key::$name, key::$group),)+)+];

        impl OfficePage {
            /// The capability that a person needs somewhere for the page to be of use.
            fn capability(self) -> Capability {
                match self {
                    $($(Self::$office_page => Capability::$capability,)+)+
                }
            }

            /// The sidebar entry that the page belongs to.
            pub fn entry(self) -> Self {
                match self {
                    $($(Self::$office_page => domain::or_else!(Self::$office_page $(, Self::$entry)?),)+)+
                }
            }
        }

        /// Calls the macro of this name with all pages and the functions that show them.
        macro_rules! $every {
            ($d callback:ident) => {
                $d callback! {
                    first_load { $($first = $($first_view)::+;)+ }
                    pages { $($file = $texts { $($page = $($view)::+;)+ })+ }
                    office { $($office_file = $office_texts { $($office_page = $($office_view)::+;)+ })+ }
                }
            };
        }
        pub(crate) use $every;
    };
}

pages! { every_page($)
    first_load {
        Start "/" "/matters" "/serve" "/requests" "/me" = start::start_page;
        NotFound = placeholder_pages::not_found;
        Home "/c/{community}" = home::home_page;
    }
    pages {
        // Not built yet: whom to call meanwhile.
        requests_file = "today" {
            Requests "/c/{community}/requests" = today::requests_page;
        }
        sign_in_file = "security" {
            SignIn "/c/{community}/sign-in" = sessions::sign_in;
        }
        account_file = "account communities" {
            Me "/c/{community}/me" = sessions::profile_page;
            Notices "/c/{community}/notices" = sessions::notices_page;
        }
        received_assistance_file = "assistance" {
            Assistance "/c/{community}/me/assistance" = sessions::received_assistance;
        }
        own_data_file = "privacy" {
            // Also before signing in.
            Privacy "/c/{community}/privacy" = sessions::register_page;
            Data "/c/{community}/me/data" "/c/{community}/me/data/{member}" = sessions::own_data;
        }
        closing_file = "privacy" {
            Closing "/c/{community}/me/closing" = sessions::account_closing_page;
        }
        security_file = "security" {
            Security "/c/{community}/security" = sessions::security_page;
        }
        matters_file = "matters decided" {
            Matters "/c/{community}/matters" = matters::matters_page;
        }
        propose_file = "matters decided" {
            Propose "/c/{community}/matters/new" = matters::propose_page;
        }
        matter_file = "matters decided" {
            Matter "/c/{community}/matters/{matter}" = matters::matter_page;
        }
        announcements_file = "announcements" {
            Announcements "/c/{community}/announcements" = announcements::announcements_page;
            Announcement "/c/{community}/announcements/{announcement}" = announcements::announcement_page;
        }
        meetings_file = "meetings" {
            Meetings "/c/{community}/meetings" = meetings::meetings_page;
        }
        meeting_file = "meetings kinship" {
            Meeting "/c/{community}/meetings/{meeting}" = meetings::meeting_page;
        }
        ballot_file = "meetings" {
            Ballot "/c/{community}/ballots/{ballot}" = meetings::ballot_page;
        }
        cases_file = "decisions decided" {
            Cases "/c/{community}/cases" = decisions::cases_page;
        }
        case_file = "decisions decided" {
            Case "/c/{community}/cases/{case}" = decisions::case_page;
        }
        // Everything about one case, to read and print.
        dossier_file = "dossier decisions" {
            Dossier "/c/{community}/cases/{case}/dossier" = dossier::dossier_page;
        }
        serve_file = "" {
            Activities "/c/{community}/activities" = volunteering::activities_page;
            Activity "/c/{community}/activities/{activity}" = volunteering::activity_page;
        }
        service_file = "service" {
            Service "/c/{community}/activities/{activity}/service" = volunteering::service_page;
        }
        hours_file = "hours" {
            Hours "/c/{community}/hours" = volunteering::own_hours;
        }
        poster_file = "communities" {
            Poster "/c/{community}/poster" = communities::poster_page;
        }
        // Own communities.
        communities_file = "communities" {
            Communities "/communities" = communities::communities_page;
        }
        regions_file = "regions" {
            Regions "/regions/{region}" = regions::regions_page;
        }
        // Signing in as an officer, and the office of a region.
        officers_file = "office officers regions security" {
            OfficerSignIn "/regions/{region}/sign-in" = regions::officer_sign_in;
            RegionOffice "/regions/{region}/office" = regions::region_office_page;
        }
        // An officer's second factor and sign-in history.
        officer_security_file = "officers security" {
            OfficerSecurity "/regions/{region}/security" = regions::officer_security_page;
        }
        // Questions of communities to the office of a region.
        officer_checks_file = "office officers decisions" {
            RegionChecks "/regions/{region}/checks" = regions::region_checks_page;
        }
        // The journal of a region's office.
        officer_journal_file = "office officers" {
            RegionJournal "/regions/{region}/journal" = regions::region_journal_page;
        }
    }
    office {
        office_desk_file = "office import matters meetings decisions" {
            Tasks "/c/{community}/office" needs SeeTasks = tasks::tasks_page;
            Activities "/c/{community}/office/activities" needs SeeAttendance = activities::office_activities_page;
            Roster "/c/{community}/office/roster" needs SeeRoster = members::roster::roster_page;
        }
        office_announcements_file = "office announcements" {
            Announcements "/c/{community}/office/announcements" needs ReviewAnnouncements
                = announcements::office_announcements_page;
        }
        office_bodies_file = "office bodies kinship" {
            Bodies "/c/{community}/office/bodies" needs SeePublic = members::bodies::bodies_page;
        }
        office_rolls_file = "office bodies" {
            Rolls "/c/{community}/office/rolls" needs SeeRolls, below Bodies = members::bodies::rolls::rolls_page;
        }
        office_plan_file = "office" {
            New "/c/{community}/office/activities/new" needs ManageActivity, below Activities
                = activity_editor::new_activity_page;
            Edit "/c/{community}/office/activities/{activity}/edit" needs ManageActivity, below Activities
                = activity_editor::edit_activity_page;
        }
        office_attendance_file = "office" {
            Attendance
                "/c/{community}/office/activities/{activity}"
                "/c/{community}/office/activities/{activity}/attendance"
                needs SeeAttendance, below Activities
                = attendance::attendance_page;
        }
        office_code_file = "office" {
            Code "/c/{community}/office/activities/{activity}/code" needs ConfirmService, below Activities
                = code::activity_code_page;
            MeetingCode "/c/{community}/office/meetings/{meeting}/code" needs ChairMeeting, below Meetings
                = code::of_meeting;
        }
        office_hours_file = "office" {
            Hours "/c/{community}/office/hours/{member}" needs SeeHours, below Roster = hours::member_hours_page;
        }
        office_import_file = "office import" {
            Import "/c/{community}/office/roster/import" needs ImportRoster, below Roster = import::import_page;
        }
        office_import_report_file = "office import" {
            ImportReport "/c/{community}/office/roster/import/{import}" needs ImportRoster, below Roster
                = import::import_report_page;
        }
        office_journal_file = "office journal" {
            Journal "/c/{community}/office/journal" needs SeeJournal = journal::journal_page;
        }
        office_assist_file = "office assistance" {
            Assist "/c/{community}/office/assist" needs SeeGivenAssistance = assistance::assistances_page;
            Assisting "/c/{community}/office/assist/{assistance}" needs SeeGivenAssistance, below Assist
                = assistance::assisting_page;
            AssistReview "/c/{community}/office/assistance" needs ReviewAssistance = assistance::assistance_review_page;
        }
        office_data_file = "office privacy assistance" {
            Corrections "/c/{community}/office/corrections" needs DecideCorrection = privacy::corrections_page;
            Reveals "/c/{community}/office/reveals" needs SeeReveals = privacy::reveals_page;
        }
        office_deliberation_file = "office matters deliberation" {
            Matters "/c/{community}/office/matters" needs SeeMatterTasks = matters::matter_tasks_page;
            Moderation "/c/{community}/office/moderation" needs SeeMatterTasks, below Matters
                = matters::moderation_page;
        }
        office_meetings_file = "office meetings chairing" {
            Meetings "/c/{community}/office/meetings" needs ManageMeeting = meetings::office_meetings_page;
            Announce "/c/{community}/office/meetings/new" needs ManageMeeting, below Meetings
                = meetings::announce_meeting_page;
        }
        office_meeting_file = "office meetings chairing kinship" {
            // A chair or a teller may have no other office.
            Meeting "/c/{community}/office/meetings/{meeting}" needs ChairMeeting, below Meetings
                = meetings::run_meeting_page;
        }
        office_catalogue_file = "office catalogue" {
            Catalogue "/c/{community}/office/catalogue" needs SeeMatterTasks = catalogue::catalogue_page;
        }
        office_rules_file = "office board decisions rules" {
            Rules "/c/{community}/office/rules" needs SeeCaseFile = rules::rules_page;
        }
        office_cases_file = "office decisions board decided" {
            Cases "/c/{community}/office/cases" needs SeeCaseFile = cases::case_board_page;
        }
        office_case_file = "office decisions board decided" {
            Case "/c/{community}/office/cases/{case}" needs SeeCaseFile, below Cases = cases::office_case_page;
        }
    }
    sidebar {
        OFFICE_GROUP_DAILY {
            Tasks OFFICE_TASKS;
            Activities OFFICE_ACTIVITIES;
            Announcements OFFICE_ANNOUNCEMENTS;
            Assist OFFICE_ASSIST;
            Corrections OFFICE_CORRECTIONS;
        }
        OFFICE_GROUP_DECIDING {
            Matters OFFICE_MATTERS;
            Cases OFFICE_CASES;
            Meetings OFFICE_MEETINGS;
        }
        OFFICE_GROUP_PEOPLE {
            Roster OFFICE_ROSTER;
            Bodies OFFICE_BODIES;
        }
        OFFICE_GROUP_SUPERVISION {
            AssistReview OFFICE_ASSIST_REVIEW;
            Reveals OFFICE_REVEALS;
            Journal OFFICE_JOURNAL;
        }
        OFFICE_GROUP_SETTINGS {
            Catalogue OFFICE_CATALOGUE;
            Rules OFFICE_RULES;
        }
    }
}

impl OfficePage {
    /// Whether the signed-in person has a use for the page.
    pub fn is_for(self, session: Session) -> bool {
        // People who see case files have tasks there, also without a team of volunteers.
        let also = self == Self::Tasks && session.may_somewhere(Capability::SeeCaseFile);
        also || session.may_somewhere(self.capability())
    }

    /// The path in a community, for a page without further ids in its address.
    pub fn path(self) -> &'static str {
        let own = ADDRESSES.iter().find(|(_, page)| *page == PageId::Office(self));
        own.and_then(|(address, _)| address.strip_prefix("/c/{community}/")).unwrap_or_default()
    }
}

/// The page of an address.
pub fn page_of(path: &str) -> PageId {
    let own = ADDRESSES.iter().find(|(address, _)| has_form(path, address));
    own.map_or(PageId::NotFound, |(_, page)| *page)
}

/// Whether a path has the form of a template, in which a name in braces stands for any segment.
fn has_form(path: &str, template: &str) -> bool {
    let mut parts = segments(path);
    let fits = segments(template).all(|name| parts.next().is_some_and(|part| name.starts_with('{') || name == part));
    fits && parts.next().is_none()
}

/// Empty segments do not count: a slash at the end changes nothing.
fn segments(path: &str) -> impl Iterator<Item = &str> {
    path.split('/').filter(|part| !part.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_opens_a_page() {
        for (path, page) in [
            ("/", PageId::Start),
            ("/me", PageId::Start),
            ("/regions/0", PageId::Regions),
            ("/regions", PageId::NotFound),
            ("/communities", PageId::Communities),
            ("/communities/else", PageId::NotFound),
            ("/c/511402901001/poster", PageId::Poster),
            ("/c/511402901001", PageId::Home),
            ("/c/511402901001/", PageId::Home),
            ("/c/511402901001/sign-in", PageId::SignIn),
            ("/c/511402901001/security", PageId::Security),
            ("/c/511402901001/activities", PageId::Activities),
            ("/c/511402901001/activities/01J", PageId::Activity),
            ("/c/511402901001/activities/01J/service", PageId::Service),
            ("/c/511402901001/activities/01J/else", PageId::NotFound),
            ("/c/511402901001/office", PageId::Office(OfficePage::Tasks)),
            ("/c/511402901001/office/activities/new", PageId::Office(OfficePage::New)),
            ("/c/511402901001/office/activities/01J", PageId::Office(OfficePage::Attendance)),
            ("/c/511402901001/office/activities/01J/code", PageId::Office(OfficePage::Code)),
            ("/c/511402901001/office/hours/01J", PageId::Office(OfficePage::Hours)),
            ("/c/511402901001/cases/01J/dossier", PageId::Dossier),
            ("/c/511402901001/announcements", PageId::Announcements),
            ("/c/511402901001/announcements/01J", PageId::Announcement),
            ("/c/511402901001/office/announcements", PageId::Office(OfficePage::Announcements)),
            ("/c/511402901001/me/data", PageId::Data),
            ("/c/511402901001/me/data/01J", PageId::Data),
            ("/c/511402901001/privacy", PageId::Privacy),
            ("/c/511402901001/me/assistance", PageId::Assistance),
            ("/c/511402901001/office/assist/01J", PageId::Office(OfficePage::Assisting)),
            ("/c/511402901001/office/rules", PageId::Office(OfficePage::Rules)),
            ("/c/511402901001/office/catalogue", PageId::Office(OfficePage::Catalogue)),
            ("/c/511402901001/office/else", PageId::NotFound),
            ("/regions/511402901", PageId::Regions),
            ("/regions/511402901/sign-in", PageId::OfficerSignIn),
            ("/regions/511402901/office", PageId::RegionOffice),
            ("/regions/511402901/security", PageId::OfficerSecurity),
            ("/regions/511402901/journal", PageId::RegionJournal),
            ("/regions/511402901/checks", PageId::RegionChecks),
            ("/regions/511402901/else", PageId::NotFound),
            ("/else", PageId::NotFound),
        ] {
            assert_eq!(page_of(path), page, "{path}");
        }
    }

    #[test]
    fn every_page_of_the_office_belongs_to_an_entry_of_its_sidebar() {
        for (address, page) in ADDRESSES {
            if let PageId::Office(page) = page {
                assert!(SIDEBAR.iter().any(|(entry, ..)| *entry == page.entry()), "{address}");
            }
        }
        for (entry, ..) in SIDEBAR {
            assert_eq!(entry.entry(), *entry);
            assert!(!entry.path().contains('{'), "{entry:?} needs an id");
        }
        assert_eq!(OfficePage::Tasks.path(), "office");
        assert_eq!(OfficePage::Meetings.path(), "office/meetings");
    }
}
