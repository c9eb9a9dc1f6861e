//! Who may do what: one table of capability × role × relation. What has no row is denied.
//!
//! Roles follow from seats (任职) and are never typed in; relations are worked out from the caller's standing
//! and the subject of the request. The community's object asks the table on every request, against seats read
//! in the same transaction; the app asks the same table what to show.

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
        /// The demonstration inbox and accounts; the mode is checked beside the table.
        UseDemonstration = "use-demonstration",
        /// Open a community; the operator's key is checked beside the table.
        OpenCommunity = "open-community",
        /// Name the first head of a region's office; the operator's key is checked beside the table.
        OpenOffice = "open-office",
        /// Who works for the region.
        SeeOffice = "see-office",
        /// What is an officer's own: who is signed in, the own sign-ins, signing out.
        SeeOfficerSelf = "see-officer-self",
        /// Enrol and prove an officer's own second factor.
        ManageOfficerFactor = "manage-officer-factor",
        /// Fill and end seats of the region, take a lost second factor back.
        ManageOfficers = "manage-officers",
        SeeRegionJournal = "see-region-journal",
        /// What communities ask the region's office for.
        SeeChecks = "see-checks",
        /// Say what the office thinks of it.
        AnswerChecks = "answer-checks",
        /// Own profile, sessions and notices.
        SeeSelf = "see-self",
        ManageOwnSessions = "manage-own-sessions",
        /// Enrol and prove the own second factor.
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
        SeeRoster = "see-roster",
        /// How seats came about, what is vacant, what about a body deserves a look.
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
        /// Say that an act was not wanted so.
        ContestAct = "contest-act",
        /// All assistances, and answering contests.
        ReviewAssistance = "review-assistance",
        /// What is held of oneself or of a ward under age, and the consents to it.
        SeeOwnData = "see-own-data",
        /// Ask for corrections, close the own account.
        ManageOwnData = "manage-own-data",
        DecideCorrection = "decide-correction",
        /// See a phone in full, with a reason.
        RevealPhone = "reveal-phone",
        SeeReveals = "see-reveals",
        /// Print a slip with which a resident signs in, and take it back.
        PrintSlip = "print-slip",
        /// Propose, co-sign, speak and report; revise, withdraw and appeal the own (议事协商).
        Deliberate = "deliberate",
        /// Add photos and documents to a matter.
        EncloseFiles = "enclose-files",
        SeeMatterTasks = "see-matter-tasks",
        PreReviewMatters = "pre-review-matters",
        /// The catalogue, versions of a text, the summary, and what the committee answers.
        OrganiseMatters = "organise-matters",
        ModeratePosts = "moderate-posts",
        /// Appeals against hiding.
        DecideAppeals = "decide-appeals",
        // --- meetings
        /// Announce, move and call off a meeting, invite guests, enter mandates.
        ManageMeeting = "manage-meeting",
        /// Open and close a meeting: whoever was named to chair it.
        ChairMeeting = "chair-meeting",
        /// Hold the check-in key of a meeting, type the paper list in.
        KeepAttendance = "keep-attendance",
        /// The frozen roll and who is there, with names.
        SeeMeetingRoll = "see-meeting-roll",
        /// Check in at a meeting.
        AttendMeeting = "attend-meeting",
        /// Write the minutes, sign them: whoever was named to.
        WriteMinutes = "write-minutes",
        SeeMinutes = "see-minutes",
        /// Bring a file in, on one's own count.
        UploadFile = "upload-file",
        /// A file's bytes.
        SeeFile = "see-file",
        /// Draft, open and close a ballot of a meeting; hand out papers and count.
        ManageBallot = "manage-ballot",
        /// Vote by name, or take a blind token, in the own right.
        CastVote = "cast-vote",
        /// Cast a token; nobody asks who does.
        CastSecretBallot = "cast-secret-ballot",
        /// The teller's second count.
        ConfirmCount = "confirm-count",
        /// Open a case of decision and take it from step to step.
        ManageCase = "manage-case",
        /// What of a case is not for everybody, and the rules with their sources.
        SeeCaseFile = "see-case-file",
        /// Say what one thinks of a draft, where one was asked.
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
        /// Holds a seat of a region's office (在任), open or closed: whatever is the person's own follows from it.
        Seated = "seated",
        /// Works for a region (工作人员): nobody of any community.
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
pub struct Held {
    pub role: Role,
    pub body: Option<BodyId>,
    pub grid: Option<GridId>,
}

/// Who asks, as read from the store for this request.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Standing {
    /// `None` for a guest.
    pub member: Option<MemberId>,
    pub household: Option<HouseholdId>,
    pub held: Vec<Held>,
}

/// About whom or what.
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
    /// Somebody's own matter, in which a guardian takes part; `None` for whoever is of age.
    Ward {
        member: MemberId,
        guardian: Option<MemberId>,
    },
    Grid(GridId),
    Body(BodyId),
    /// The region that is asked: its office, its officers, its journal.
    Region,
}

impl Standing {
    pub fn guest() -> Self {
        Self::default()
    }

    /// Nobody is signed in. An officer is no member of anything, and is known by the seat.
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

    /// Whether some subject exists for which the caller has the capability: what the app's menus ask.
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

fn relates(who: &Standing, held: Option<&Held>, relation: Relation, subject: &Subject) -> bool {
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
