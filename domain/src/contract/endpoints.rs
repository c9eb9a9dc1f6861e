//! Every endpoint there is, by feature. Each feature declares its own, in its `endpoints.rs`.

crate::all_endpoints! { ($)
    crate::communities::endpoints {
        HealthCheck, CheckObjects, ListDemonstrationAccounts, SeedDemonstration, OpenCommunity, ShowHome, ShowToday,
        ShowInbox,
    }
    crate::regions::endpoints {
        ShowRegion, FindCommunities, OpenOffice, ShowOfficerInbox, RequestOfficerCode, SignInOfficer, FinishOfficerSignIn,
        BeginOfficerFactor, ConfirmOfficerFactor, ProveOfficerFactor, ResetOfficerFactor, ListOfficerSignIns,
        ShowOfficerMe, SignOutOfficer, ListOfficers, FillOfficerSeat, EndOfficerSeat, ListChecks, AnswerCheck,
        ShowRegionJournal,
    }
    crate::sessions::endpoints {
        RequestCode, SignIn, FinishSignIn, SignInWithSlip, PrintSlip, VoidSlip, BeginFactor, ConfirmFactor,
        ProveFactor, ResetFactor, ListSignIns, ChangePhone, RequestPhoneCode, ChangeOwnPhone, ShowMe,
        ListSessions, RevokeSession,
        BeginPasskey, ConfirmPasskey, ListPasskeys, RemovePasskey, BeginPasskeySignIn, SignInWithPasskey,
    }
    crate::notices::endpoints {
        ListNotices, ReadNotices,
    }
    crate::announcements::endpoints {
        ListAnnouncements, PublishAnnouncement, ShowAnnouncement, ListIssuedAnnouncements, ReadAnnouncement,
        PutAwayAnnouncement, WithdrawAnnouncement,
    }
    crate::members::endpoints {
        ShowRoster, SearchRoster, NameGuardian, NoteNeeds, LeaveRoster, ListBodies, EndSeat, SetSeatContact,
        CreateBody, FillSeat, ReviewBodies, DeclareRelative, WithdrawRelative, ReviewGrids, RenameGrid, SplitGrid, ShowRoll, RecordRoll,
    }
    crate::members::import::endpoints {
        ListImports, OpenImport, FillImport, ShowImport, DecideLine, ConfirmImport, DropImport, UndoImport,
        ExportRoster,
    }
    crate::volunteering::endpoints {
        ListActivities, PublishActivity, ShowActivity, ReviseActivity, CancelActivity, SignUp, Withdraw, CheckIn,
        CheckOut, ShowCheckInKey, ShowAttendance, ListPresence, ConfirmServices, RejectService, CorrectService,
        ListTasks,
    }
    crate::ledger::endpoints {
        ShowHours,
    }
    crate::journal::endpoints {
        ShowJournal, FindJournalPeople, ExportJournal,
    }
    crate::assistance::endpoints {
        OpenAssistance, ExtendAssistance, EndAssistance, ShowAssistance, ListGivenAssistance,
        ListReceivedAssistance, ReviewAssistance, ContestAct, AnswerContest,
    }
    crate::privacy::endpoints {
        ShowRegister, ShowOwnData, DownloadOwnData, DecideConsent, RequestCorrection, ListCorrections,
        DecideCorrection, ShowClosing, CloseAccount, TakeBackClosing, RevealPhone, ListReveals, ListSearches,
    }
    crate::matters::endpoints {
        ShowCatalogue, ReplaceCatalogue, ListMatters, ShowMatter, ShowVersions, ListPosts, FindSimilar,
        ProposeMatter, AddMatterFiles, CosignMatter, WithdrawCosignature, ReviseMatter, WithdrawMatter, ListMatterTasks, DecidePreReview, AddVersion,
        SummariseMatter, AnswerMatter, WritePost, AddPostFiles, RewritePost, WithdrawPost, ReportPost, ShowModeration,
        SetModeration, HidePost, ReleasePost, AppealHiding, DecideAppeal,
    }
    crate::meetings::endpoints {
        ListMeetings, AnnounceMeeting, ShowMeetingSuggestion, ShowMeeting, FollowMeeting, ReviseMeeting, CancelMeeting, InviteGuest, AnswerInvitation, NameProxy, WithdrawProxy,
        ListProxies, OpenMeeting, CloseMeeting, CheckInAtMeeting, ListVoters, WithdrawPresence, ShowMeetingKey, ShowMeetingAttendance,
        ShowMeetingRoll, AddMaterials, AddRecords, WriteMinutes, AdoptMinutes, ShowMinutes, RecordOutcomes,
    }
    crate::archive::endpoints {
        UploadFile, ShowFile, ShowFileRoom,
    }
    crate::ballots::endpoints {
        DraftBallot, ReviseBallot, DropBallot, OpenBallot, CastOpenVote, TakeToken, CastSecretBallot, HandOutPaper, ListReceivers, EnterCount,
        ConfirmCount, CloseBallot, ListBallots, ShowBallot, ShowTurnout, ListReceipts, ListVotes,
    }
    crate::decisions::endpoints {
        OpenCase, ListCases, ShowCase, LinkMeeting, DeliverDraft, AttachPaper, CloseStep, LeaveCase, AskOpinion,
        GiveOpinion, RaiseHold, LiftHold, RecordAuthorisation, SetRule, ShowRules, ShowDossier,
    }
}
