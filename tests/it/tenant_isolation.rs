//! One tenant never sees another: a word written in one community occurs in no answer of the next.

use crate::server::{Server, fresh_server};
use domain::contract::*;
use domain::ids::{ActivityId, CommunityCode};
use domain::journal::{FindJournalPeopleRequest, JournalExportQuery, JournalQuery};
use domain::members::RosterQuery;
use domain::privacy::{DataPart, DataQuery, RevealQuery};
use domain::volunteering::{ActivityQuery, ActivityRequest};
use tests::scenes::activities::TEAM;
use tests::scenes::client::{Call, community_code};
use tests::scenes::neighbour_code;
use tests::scenes::people::{DIRECTOR, Person, SUPERVISOR, resident_phone};

const WORD: &str = "金丝雀九七三一";

/// Everything that permitted readers can read in a community.
fn everything(server: &Server, community: &CommunityCode, readers: &[Person], activity: ActivityId) -> Vec<String> {
    let (here, at) = ((community.clone(),), (community.clone(), activity));
    let mut texts = vec![];
    for who in readers {
        let own = (community.clone(), who.member());
        let calls = [
            Call::of::<ShowHome>(who, &here, &(), &Empty {}),
            Call::of::<ShowRegion>(who, &(community.parent(),), &(), &Empty {}),
            Call::of::<ShowInbox>(who, &here, &(), &Empty {}),
            Call::of::<ShowMe>(who, &here, &(), &Empty {}),
            Call::of::<ListSessions>(who, &here, &(), &Empty {}),
            Call::of::<ListNotices>(who, &here, &PageQuery::default(), &Empty {}),
            Call::of::<ShowRoster>(who, &here, &RosterQuery::default(), &Empty {}),
            Call::of::<ListBodies>(who, &here, &(), &Empty {}),
            Call::of::<ListActivities>(who, &here, &ActivityQuery::default(), &Empty {}),
            Call::of::<ShowActivity>(who, &at, &(), &Empty {}),
            Call::of::<ShowCheckInKey>(who, &at, &(), &Empty {}),
            Call::of::<ShowAttendance>(who, &at, &(), &Empty {}),
            Call::of::<ListTasks>(who, &here, &(), &Empty {}),
            Call::of::<ShowHours>(who, &own, &PageQuery::default(), &Empty {}),
            Call::of::<ShowJournal>(who, &here, &JournalQuery::default(), &Empty {}),
            Call::of::<FindJournalPeople>(
                who,
                &here,
                &(),
                &FindJournalPeopleRequest { word: "陈".parse().expect("a word") },
            ),
            Call::of::<ExportJournal>(who, &here, &JournalExportQuery::default(), &Empty {}),
            Call::of::<ListGivenAssistance>(who, &here, &PageQuery::default(), &Empty {}),
            Call::of::<ListReceivedAssistance>(who, &here, &PageQuery::default(), &Empty {}),
            Call::of::<ReviewAssistance>(who, &here, &PageQuery::default(), &Empty {}),
            Call::of::<ShowRegister>(who, &here, &(), &Empty {}),
            Call::of::<ShowOwnData>(who, &own, &(), &Empty {}),
            Call::of::<ListCorrections>(who, &here, &(), &Empty {}),
            Call::of::<ShowClosing>(who, &here, &(), &Empty {}),
            Call::of::<ListReveals>(who, &here, &RevealQuery::default(), &Empty {}),
        ];
        let parts = DataPart::ALL.iter().map(|part| {
            let query = DataQuery { part: Some(*part), after: None };
            Call::of::<DownloadOwnData>(who, &own, &query, &Empty {})
        });
        let calls: Vec<Call> = calls.into_iter().chain(parts).collect();
        texts.extend(calls.iter().map(|call| server.send(call).text()));
    }
    texts
}

#[test]
fn a_word_of_one_community_is_in_no_answer_of_the_next() {
    let server = fresh_server();
    let here = [server.person(DIRECTOR), server.person(SUPERVISOR)];
    let there = [1, 3].map(|number| server.sign_in(&neighbour_code(), &resident_phone(number)));
    let body = server.team(TEAM);
    let title = WORD.parse().expect("a title");
    // Soon enough to be on the home page.
    let draft =
        ActivityRequest { title, ..tests::scenes::activities::activity_request(body, server.now().plus(1_200_000), 5) };
    let (_, activity) = server.publish_draft(&draft);
    server.call::<SignUp>(&here[0], &(community_code(), activity), &Empty {});

    let told = everything(&server, &community_code(), &here, activity);
    let holding = told.iter().filter(|text| text.contains(WORD)).count();
    assert!(holding >= 6, "the word is told at home, or its absence elsewhere means nothing: {holding}");
    for text in everything(&server, &neighbour_code(), &there, activity) {
        assert!(!text.contains(WORD) && !text.contains(&activity.to_string()), "{text}");
    }
}
