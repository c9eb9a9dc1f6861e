//! The table of all pages: the address of each, its file of code, and for the office who has a use for it.
//!
//! Invariant: which page an address opens, and which file shows it, is declared only here. This file calls no feature:
//! `page_outlet.rs` does, so that features may import this file. They go from page to page by address
//! ([`crate::navigation`]).

use crate::current_session::Session;
use crate::words::{Key, key};
use domain::access::Capability;

/// Declares the pages by the files that show them. A file of code is a split point (`lazy_modules.rs`): its name, what
/// it is given (the page, if it has several), its function, and the names of its texts. The pages of `first_load` have
/// no file. `needs` names a capability, `below` the entry of the sidebar for a page that is no entry itself.
macro_rules! pages {
    (
        $every:ident($d:tt)
        first_load { $($($view:ident)::+ { $first:ident $($first_address:literal)*; })+ }
        pages { $($file:ident($given:tt) = $($module:ident)::+ $(, $texts:tt)? {
            $($page:ident $($address:literal)+;)+
        })+ }
        office { $($office_file:ident = $($office_module:ident)::+, $office_texts:tt {
            $($office_page:ident $($office_address:literal)+ needs $capability:ident $(, below $entry:ident)?;)+
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
                    first_load { $($($view)::+ { $first })+ }
                    pages { $($file($given) = $($module)::+ $(, $texts)? { $($page)+ })+ }
                    office { $($office_file = $($office_module)::+, $office_texts { $($office_page)+ })+ }
                }
            };
        }
        pub(crate) use $every;
    };
}

pages! { every_page($)
    first_load {
        start::start_page { Start "/" "/matters" "/serve" "/requests" "/me"; }
        placeholder_pages::not_found { NotFound; }
        home::home_page { Home "/c/{community}"; }
    }
    pages {
        // Not built yet: whom to call meanwhile.
        requests_file(()) = today::requests_page, "today" {
            Requests "/c/{community}/requests";
        }
        sign_in_file(()) = sessions::sign_in, "security" {
            SignIn "/c/{community}/sign-in";
        }
        account_file(PageId) = sessions::account_module, "account communities" {
            Me "/c/{community}/me";
            Notices "/c/{community}/notices";
        }
        received_assistance_file(()) = sessions::received_assistance, "assistance" {
            Assistance "/c/{community}/me/assistance";
        }
        own_data_file(PageId) = sessions::own_data, "privacy" {
            // Also before signing in.
            Privacy "/c/{community}/privacy";
            Data "/c/{community}/me/data" "/c/{community}/me/data/{member}";
        }
        closing_file(()) = sessions::account_closing_page, "privacy" {
            Closing "/c/{community}/me/closing";
        }
        security_file(()) = sessions::security_page, "security" {
            Security "/c/{community}/security";
        }
        matters_file(()) = matters::matters_page, "matters decided" {
            Matters "/c/{community}/matters";
        }
        propose_file(()) = matters::propose_page, "matters decided" {
            Propose "/c/{community}/matters/new";
        }
        matter_file(()) = matters::matter_page, "matters decided" {
            Matter "/c/{community}/matters/{matter}";
        }
        announcements_file(PageId) = announcements::announcements_module, "announcements" {
            Announcements "/c/{community}/announcements";
            Announcement "/c/{community}/announcements/{announcement}";
        }
        meetings_file(()) = meetings::meetings_page, "meetings" {
            Meetings "/c/{community}/meetings";
        }
        meeting_file(()) = meetings::meeting_page, "meetings kinship" {
            Meeting "/c/{community}/meetings/{meeting}";
        }
        ballot_file(()) = meetings::ballot_page, "meetings" {
            Ballot "/c/{community}/ballots/{ballot}";
        }
        cases_file(()) = decisions::cases_page, "decisions decided" {
            Cases "/c/{community}/cases";
        }
        case_file(()) = decisions::case_page, "decisions decided" {
            Case "/c/{community}/cases/{case}";
        }
        // Everything about one case, to read and print.
        dossier_file(()) = dossier::dossier_page, "dossier decisions" {
            Dossier "/c/{community}/cases/{case}/dossier";
        }
        serve_file(PageId) = volunteering::volunteering_module {
            Activities "/c/{community}/activities";
            Activity "/c/{community}/activities/{activity}";
        }
        service_file(()) = volunteering::service_page, "service" {
            Service "/c/{community}/activities/{activity}/service";
        }
        hours_file(()) = volunteering::own_hours, "hours" {
            Hours "/c/{community}/hours";
        }
        poster_file(()) = communities::poster_page, "communities" {
            Poster "/c/{community}/poster";
        }
        // Own communities.
        communities_file(()) = communities::communities_page, "communities" {
            Communities "/communities";
        }
        regions_file(()) = regions::regions_page, "regions" {
            Regions "/regions/{region}";
        }
        // Signing in as an officer, and the office of a region.
        officers_file(PageId) = regions::officers_module, "office officers regions security" {
            OfficerSignIn "/regions/{region}/sign-in";
            RegionOffice "/regions/{region}/office";
        }
        // An officer's second factor and sign-in history.
        officer_security_file(()) = regions::officer_security_page, "officers security" {
            OfficerSecurity "/regions/{region}/security";
        }
        // Questions of communities to the office of a region.
        officer_checks_file(()) = regions::region_checks_page, "office officers decisions" {
            RegionChecks "/regions/{region}/checks";
        }
        // The journal of a region's office.
        officer_journal_file(()) = regions::region_journal_page, "office officers" {
            RegionJournal "/regions/{region}/journal";
        }
    }
    office {
        office_desk_file = office::desk_module, "office import matters meetings decisions" {
            Tasks "/c/{community}/office" needs SeeTasks;
            Activities "/c/{community}/office/activities" needs SeeAttendance;
            Roster "/c/{community}/office/roster" needs SeeRoster;
        }
        office_announcements_file = office::announcements_module, "office announcements" {
            Announcements "/c/{community}/office/announcements" needs ReviewAnnouncements;
        }
        office_bodies_file = office::bodies_module, "office bodies kinship" {
            Bodies "/c/{community}/office/bodies" needs SeePublic;
        }
        office_rolls_file = office::rolls_module, "office bodies" {
            Rolls "/c/{community}/office/rolls" needs SeeRolls, below Bodies;
        }
        office_plan_file = office::activity_editor_module, "office" {
            New "/c/{community}/office/activities/new" needs ManageActivity, below Activities;
            Edit "/c/{community}/office/activities/{activity}/edit" needs ManageActivity, below Activities;
        }
        office_attendance_file = office::attendance_module, "office" {
            Attendance
                "/c/{community}/office/activities/{activity}"
                "/c/{community}/office/activities/{activity}/attendance"
                needs SeeAttendance, below Activities;
        }
        office_code_file = office::code_module, "office" {
            Code "/c/{community}/office/activities/{activity}/code" needs ConfirmService, below Activities;
            MeetingCode "/c/{community}/office/meetings/{meeting}/code" needs ChairMeeting, below Meetings;
        }
        office_hours_file = office::hours_module, "office" {
            Hours "/c/{community}/office/hours/{member}" needs SeeHours, below Roster;
        }
        office_import_file = office::import_module, "office import" {
            Import "/c/{community}/office/roster/import" needs ImportRoster, below Roster;
        }
        office_import_report_file = office::import_report_module, "office import" {
            ImportReport "/c/{community}/office/roster/import/{import}" needs ImportRoster, below Roster;
        }
        office_journal_file = office::journal_module, "office journal" {
            Journal "/c/{community}/office/journal" needs SeeJournal;
        }
        office_assist_file = office::assistance_module, "office assistance" {
            Assist "/c/{community}/office/assist" needs SeeGivenAssistance;
            Assisting "/c/{community}/office/assist/{assistance}" needs SeeGivenAssistance, below Assist;
            AssistReview "/c/{community}/office/assistance" needs ReviewAssistance;
        }
        office_data_file = office::privacy_module, "office privacy assistance" {
            Corrections "/c/{community}/office/corrections" needs DecideCorrection;
            Reveals "/c/{community}/office/reveals" needs SeeReveals;
        }
        office_deliberation_file = office::deliberation_module, "office matters deliberation" {
            Matters "/c/{community}/office/matters" needs SeeMatterTasks;
            Moderation "/c/{community}/office/moderation" needs SeeMatterTasks, below Matters;
        }
        office_meetings_file = office::meetings_module, "office meetings chairing" {
            Meetings "/c/{community}/office/meetings" needs ManageMeeting;
            Announce "/c/{community}/office/meetings/new" needs ManageMeeting, below Meetings;
        }
        office_meeting_file = office::meeting_module, "office meetings chairing kinship" {
            // A chair or a teller may have no other office.
            Meeting "/c/{community}/office/meetings/{meeting}" needs ChairMeeting, below Meetings;
        }
        office_catalogue_file = office::catalogue_module, "office catalogue" {
            Catalogue "/c/{community}/office/catalogue" needs SeeMatterTasks;
        }
        office_rules_file = office::rules_module, "office board decisions rules" {
            Rules "/c/{community}/office/rules" needs SeeCaseFile;
        }
        office_cases_file = office::case_board_module, "office decisions board decided" {
            Cases "/c/{community}/office/cases" needs SeeCaseFile;
        }
        office_case_file = office::case_module, "office decisions board decided" {
            Case "/c/{community}/office/cases/{case}" needs SeeCaseFile, below Cases;
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
