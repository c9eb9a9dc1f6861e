//! Who may do what: one table of capability × role × relation. What has no row is denied.
//!
//! Roles follow from seats (任职) and are never typed in; relations are worked out from the caller's standing
//! and the subject of the request. The community's object asks the table on every request, against seats read
//! in the same transaction; the app asks the same table what to show.
//!
//! Rows of officers concern their region only; none of them reaches into a community. `Relation::ParentRegion`
//! exists and has no row yet. The app asks `CallerStanding::may_somewhere` to decide which menus it shows.

mod table;

pub use table::TABLE;

use crate::ids::{BodyId, GridId, HouseholdId, MemberId};
use crate::words;

words! {
    /// What a request wants to do. Each endpoint names exactly one.
    pub enum Capability {
        /// Public pages: the community, its activities, its regions.
        SeePublic = "see-public",
        SignIn = "sign-in",
        /// The demonstration inbox and accounts; the demonstration mode is checked separately from the table.
        UseDemonstration = "use-demonstration",
        /// Open a community; the operator's key is checked separately from the table.
        OpenCommunity = "open-community",
        /// Name the first head of a region's office; the operator's key is checked separately from the table.
        OpenOffice = "open-office",
        /// Who works for the region.
        SeeOffice = "see-office",
        /// See an officer's own data: who is signed in and the officer's sign-ins; sign out.
        SeeOfficerSelf = "see-officer-self",
        /// Enrol and prove an officer's own second factor.
        ManageOfficerFactor = "manage-officer-factor",
        /// Fill and end seats of the region, take a lost second factor back.
        ManageOfficers = "manage-officers",
        SeeRegionJournal = "see-region-journal",
        /// See what communities ask the region's office for.
        SeeChecks = "see-checks",
        /// Answer a community's request with the opinion of the office.
        AnswerChecks = "answer-checks",
        /// Own profile, sessions and notices.
        SeeSelf = "see-self",
        ManageOwnSessions = "manage-own-sessions",
        /// Enrol and prove one's second factor.
        ManageOwnFactor = "manage-own-factor",
        /// The service statement of a member.
        SeeHours = "see-hours",
        SignUp = "sign-up",
        CheckIn = "check-in",
        /// Publish, revise and cancel an activity of a body.
        ManageActivity = "manage-activity",
        /// See who signed up and when they came, with names; hold the check-in key.
        SeeAttendance = "see-attendance",
        /// Type attendance in from the organiser's list, confirm and reject service.
        ConfirmService = "confirm-service",
        /// Correct minutes that already stand in the ledger.
        CorrectService = "correct-service",
        /// Tasks of the office.
        SeeTasks = "see-tasks",
        /// One announcement: a public one, or one that addresses the caller.
        SeeAnnouncement = "see-announcement",
        /// All announcements, with the number of readers.
        ReviewAnnouncements = "review-announcements",
        /// Publish and withdraw announcements.
        PublishAnnouncement = "publish-announcement",
        SeeRoster = "see-roster",
        /// See how seats were filled, which seats are vacant, and what about a body needs attention.
        SeeBodies = "see-bodies",
        /// Who was entitled on a day.
        SeeRolls = "see-rolls",
        /// Record a departure, make a body, fill and end a seat, declare relatives, keep a roll.
        ManageRoster = "manage-roster",
        /// Bring a roster in from a spreadsheet, and take the last one back.
        ImportRoster = "import-roster",
        /// Take the roster out, with full phones and addresses.
        ExportRoster = "export-roster",
        SeeJournal = "see-journal",
        /// Take the journal out as a file.
        ExportJournal = "export-journal",
        /// Open an assistance for a resident and act in it.
        Assist = "assist",
        /// One assistance with its acts.
        SeeAssistance = "see-assistance",
        /// What the caller opened as a worker.
        SeeGivenAssistance = "see-given-assistance",
        /// Contest an act that the household did not want.
        ContestAct = "contest-act",
        /// All assistances, and answering contests.
        ReviewAssistance = "review-assistance",
        /// See the data held about oneself or about a ward under age, and the consents to it.
        SeeOwnData = "see-own-data",
        /// Ask for corrections of one's data, and close one's account.
        ManageOwnData = "manage-own-data",
        DecideCorrection = "decide-correction",
        /// See a phone in full, with a reason.
        RevealPhone = "reveal-phone",
        SeeReveals = "see-reveals",
        /// Print a slip with which a resident signs in, and take it back.
        PrintSlip = "print-slip",
        /// Propose, co-sign, speak and report; revise, withdraw and appeal one's contributions (议事协商).
        Deliberate = "deliberate",
        /// Add photos and documents to a matter.
        EncloseFiles = "enclose-files",
        SeeMatterTasks = "see-matter-tasks",
        PreReviewMatters = "pre-review-matters",
        /// The catalogue, versions of a text, the summary, and what the committee answers.
        OrganiseMatters = "organise-matters",
        ModeratePosts = "moderate-posts",
        /// Decide appeals against the hiding of a post.
        DecideAppeals = "decide-appeals",
        // --- meetings
        /// Announce, move and call off a meeting, invite guests, enter mandates.
        ManageMeeting = "manage-meeting",
        /// Open and close a meeting, as the person named to chair it.
        ChairMeeting = "chair-meeting",
        /// Hold the check-in key of a meeting, and enter the paper attendance list.
        KeepAttendance = "keep-attendance",
        /// The frozen roll and who is there, with names.
        SeeMeetingRoll = "see-meeting-roll",
        /// Check in at a meeting.
        AttendMeeting = "attend-meeting",
        /// Write or sign the minutes, as a person named to do so.
        WriteMinutes = "write-minutes",
        SeeMinutes = "see-minutes",
        /// Upload a file, counted against the caller's limits.
        UploadFile = "upload-file",
        /// A file's bytes.
        SeeFile = "see-file",
        /// Draft, open and close a ballot of a meeting; hand out papers and count.
        ManageBallot = "manage-ballot",
        /// Vote by name, or take a blind token, with a vote of one's own or as a listed proxy.
        CastVote = "cast-vote",
        /// Cast a token; nobody asks who casts it.
        CastSecretBallot = "cast-secret-ballot",
        /// The teller's second count.
        ConfirmCount = "confirm-count",
        /// Open a case of decision and take it from step to step.
        ManageCase = "manage-case",
        /// See the parts of a case that are not public, and the rules with their sources.
        SeeCaseFile = "see-case-file",
        /// Give an opinion on a draft, when asked for one.
        GiveOpinion = "give-opinion",
        /// Halt a case, and lift the halt.
        HoldCase = "hold-case",
        /// Enter what the assembly left to the representatives.
        RecordAuthorisation = "record-authorisation",
    }
}

words! {
    /// What somebody is in this community at this moment, by seat.
    pub enum Role {
        /// Not signed in, or signed in elsewhere.
        Guest = "guest",
        /// A living member of the roster.
        Resident = "resident",
        /// Holds a seat as grid worker (网格员).
        GridWorker = "grid-worker",
        /// Leads a volunteer team (队长).
        Organiser = "organiser",
        /// Holds a seat on the residents' committee (居委会).
        Committee = "committee",
        /// Holds a seat on the affairs supervision committee (居务监督委员会).
        Supervisor = "supervisor",
        /// Leads the party branch: its secretary, deputies and committee (支部委员会).
        PartyCommittee = "party-committee",
        /// A member of the party branch (党员).
        PartyMember = "party-member",
        /// Sits on the representatives' meeting (居民代表会议), as a representative or by office.
        Representative = "representative",
        /// The legal adviser (法律顾问).
        Adviser = "adviser",
        /// Holds a seat of a region's office (在任), even while the office is closed: gives access to one's own data.
        Seated = "seated",
        /// Works for a region (工作人员); is a member of no community.
        Officer = "officer",
        /// Is responsible for a region's office (负责人).
        OfficerHead = "officer-head",
    }
}

words! {
    /// How the caller stands to the subject of a request.
    pub enum Relation {
        /// The caller is the subject.
        Own = "own",
        Household = "household",
        /// The caller is the guardian of the subject, who is under age (监护人).
        Guardian = "guardian",
        Grid = "grid",
        /// The subject belongs to a body on which the caller holds the seat that gives the role.
        Body = "body",
        /// Anybody and anything of the same community.
        Community = "community",
        /// No relation is needed: public matters.
        Anyone = "anyone",
        /// The subject was made public; other subjects of the same capability were not.
        Published = "published",
        /// The caller belongs to another community.
        OtherCommunity = "other-community",
        /// Anything of the region where the caller's seat is.
        Region = "region",
        /// The caller is an officer of a region above.
        ParentRegion = "parent-region",
    }
}

/// A role, with the body or grid that its seat is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ScopedRole {
    pub role: Role,
    pub body: Option<BodyId>,
    pub grid: Option<GridId>,
}

/// The caller, as read from the store for this request.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CallerStanding {
    /// `None` for a guest.
    pub member: Option<MemberId>,
    pub household: Option<HouseholdId>,
    pub held: Vec<ScopedRole>,
}

/// Who or what a request is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// Nothing private.
    Public,
    /// The community as a whole: lists, the roster, the journal.
    Community,
    Member {
        member: MemberId,
        household: Option<HouseholdId>,
        grid: Option<GridId>,
    },
    /// A member's own matter, in which a guardian takes part; `guardian` is `None` when the member is of age.
    Ward {
        member: MemberId,
        guardian: Option<MemberId>,
    },
    Grid(GridId),
    Body(BodyId),
    /// The region that is asked: its office, its officers, its journal.
    Region,
}

impl CallerStanding {
    pub fn guest() -> Self {
        Self::default()
    }

    /// Nobody is signed in. An officer is a member of no community and is recognised by the seat.
    pub fn is_guest(&self) -> bool {
        self.member.is_none() && self.held.is_empty()
    }

    /// Roles in effect; everybody is at least a guest.
    pub fn roles(&self) -> impl Iterator<Item = Role> {
        let living = self.member.map(|_| Role::Resident);
        [Role::Guest].into_iter().chain(living).chain(self.held.iter().map(|held| held.role))
    }

    /// Whether the table has a row for this caller, capability and subject.
    pub fn may(&self, capability: Capability, subject: &Subject) -> bool {
        TABLE.iter().any(|row| row.0 == capability && self.holds(row.1, row.2, subject))
    }

    /// Whether the caller has the capability for any subject: the app's menus ask this.
    pub fn may_somewhere(&self, capability: Capability) -> bool {
        TABLE.iter().any(|row| row.0 == capability && self.roles().any(|role| role == row.1))
    }

    fn holds(&self, role: Role, relation: Relation, subject: &Subject) -> bool {
        match role {
            Role::Guest => relates(self, None, relation, subject),
            Role::Resident => self.member.is_some() && relates(self, None, relation, subject),
            _ => self.held.iter().any(|held| held.role == role && relates(self, Some(held), relation, subject)),
        }
    }
}

fn relates(who: &CallerStanding, held: Option<&ScopedRole>, relation: Relation, subject: &Subject) -> bool {
    match (relation, subject) {
        (Relation::Anyone, _) | (Relation::Published, Subject::Public) => true,
        (Relation::Own, Subject::Member { member, .. } | Subject::Ward { member, .. }) => who.member == Some(*member),
        (Relation::Guardian, Subject::Ward { guardian, .. }) => guardian.is_some() && who.member == *guardian,
        (Relation::Household, Subject::Member { household, .. }) => household.is_some() && who.household == *household,
        (Relation::Grid, Subject::Member { grid, .. }) => grid.is_some() && held.is_some_and(|held| held.grid == *grid),
        (Relation::Grid, Subject::Grid(grid)) => held.is_some_and(|held| held.grid == Some(*grid)),
        (Relation::Body, Subject::Body(body)) => held.is_some_and(|held| held.body == Some(*body)),
        (Relation::Community, _) => who.member.is_some(),
        (Relation::Region, Subject::Region) => held.is_some(),
        _ => false,
    }
}

#[cfg(test)]
mod tests;
