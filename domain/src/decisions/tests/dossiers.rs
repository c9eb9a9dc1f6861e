//! A dossier under its hash, and which changes to its figures are detected.

use super::certificates::passed_certificate;
use super::*;
use crate::archive::{FileId, FileKind, FilePurpose};
use crate::ballots::{BallotStatus, Tally};
use crate::matters::{EventActor, MatterVersion};
use crate::meetings::{AdoptedMinutes, MinutesSection, minutes_hash};

fn sections() -> Vec<MinutesSection> {
    vec![MinutesSection { title: "加装电梯".into(), text: "同意按方案施工。\n另议资金。".into() }]
}

fn attached(bytes: &[u8], purpose: FilePurpose) -> DossierAttachment {
    DossierAttachment { file: FileId::of(bytes), kind: FileKind::Jpeg, purpose, at: now() }
}

fn ballot(at: &CertifiedMeeting) -> DossierBallot {
    let counts = crate::ballots::Counts { r#for: 20, against: 3, abstain: 1, invalid: 0 };
    DossierBallot {
        ballot: at.ballot,
        question: "是否同意".into(),
        method: Method::Secret,
        rule: "representatives/approval".into(),
        status: BallotStatus::Closed,
        opened_at: Some(starts_at()),
        closed_at: Some(now()),
        entitled: 30,
        present: 24,
        tally: Some(Tally { total: counts, phone: None, paper: None, given_not_cast: 0, handed_out_not_returned: 0 }),
        list: Some(VoteList::of(1, "00 for")),
        purpose: None,
    }
}

fn meeting(plan: &StepPlan, at: &CertifiedMeeting) -> DossierMeeting {
    DossierMeeting {
        meeting: at.meeting,
        form: plan.forms[0],
        electorate: plan.electorate,
        status: MeetingStatus::Closed,
        title: "居民代表会议".into(),
        place: "居委会".into(),
        announced_at: starts_at().plus(-12 * DAY),
        notice_days: 10,
        urgent: None,
        starts_at: starts_at(),
        opened_at: Some(starts_at()),
        closed_at: Some(now()),
        cancelled_reason: None,
        roll_hash: at.roll_hash.clone(),
        roll_count: 31,
        struck: 1,
        present: 24,
        proxies: 0,
        visitors: 2,
        chair: "周**".into(),
        teller: None,
        recorder: None,
        mandates_count: 0,
        mandates: vec![],
        ballots: vec![ballot(at)],
        minutes: Some(AdoptedMinutes { version: 1, hash: minutes_hash(&sections()), adopted_at: now() }),
        files: vec![attached(b"a sheet", FilePurpose::SignatureSheet)],
    }
}

fn proposal() -> DossierMatter {
    let version = MatterVersion {
        number: 1,
        at: starts_at(),
        by: EventActor::Proposer,
        title: "加装电梯".into(),
        text: "三号楼\n想加装电梯".into(),
        summary: String::new(),
    };
    DossierMatter {
        title: "加装电梯".into(),
        item: "C03".into(),
        proposed_at: starts_at(),
        cosigned: 12,
        cosigners: 10,
        reviews: vec![],
        versions: vec![version],
        discussed_until: Some(starts_at()),
        posts_for: 5,
        posts_against: 2,
        posts_neutral: 1,
        summary: None,
        answer: None,
        files: vec![attached(b"a photo", FilePurpose::Enclosure)],
    }
}

/// Of a case whose last step closed.
fn dossier() -> Dossier {
    let (plan, rules) = (plan_of(WAY, CaseStep::Resolution), village());
    let certificate = passed_certificate(&plan, &rules);
    let at = certificate.meeting.clone().unwrap();
    let people = DossierPeople {
        meeting: at.meeting,
        chair: "周丽".into(),
        teller: None,
        recorder: None,
        mandates: vec![],
        minutes: sections(),
    };
    let content = DossierContent {
        community: "511402901001".parse().unwrap(),
        case: certificate.case,
        number: 1,
        title: "加装电梯的方案".into(),
        status: CaseStatus::Resolved,
        step: CaseStep::Resolution,
        item: item(YesNo::Yes),
        way: WAY,
        opened_at: starts_at(),
        ended_at: Some(now()),
        end_reason: None,
        revokes: None,
        revoked_by: None,
        rules_version: rules.version.clone(),
        rule_set: "cd".repeat(32),
        matter: crate::ids::MatterId::from_parts(starts_at(), 7),
        proposal: Some(proposal()),
        draft_delivered_at: None,
        steps: vec![DossierStep {
            step: CaseStep::Resolution,
            meeting: Some(at.meeting),
            supervisors_informed_at: Some(starts_at()),
            closed_at: Some(now()),
            certificate: Some(certificate),
        }],
        meetings: vec![meeting(&plan, &at)],
        opinions: vec![],
        holds: vec![],
        papers: vec![],
    };
    let file = DossierFile { opened_by: "周丽".into(), meetings: vec![people], opinions: vec![], holds: vec![] };
    Dossier::seal(content, Some(file)).unwrap()
}

#[test]
fn anybody_works_a_dossier_out_again() {
    let dossier = dossier();
    assert_eq!(dossier.faults(), vec![]);
    let text = serde_json::to_string(&dossier).unwrap();
    let arrived: Dossier = serde_json::from_str(&text).unwrap();
    assert_eq!(arrived.faults(), vec![], "after the way over the wire");
    let public = Dossier { file: None, ..arrived };
    assert_eq!(public.faults(), vec![], "the hash is everybody's");
    assert!(!serde_json::to_string(&public).unwrap().contains("周丽"));
}

#[test]
fn the_text_under_the_hash_is_as_published() {
    let content = serde_json::json!({ "b": [1, { "y": null, "x": "a\n\"b\"" }], "a": [], "c": true, "d": {} });
    let text = canonical_text(&content);
    assert_eq!(text, "linli-dossier=1\na=[]\nb.0=1\nb.1.x=\"a\\n\\\"b\\\"\"\nb.1.y=null\nc=true\nd={}\n");
}

/// A change to any single value of the content is detected; a recomputed hash does not hide a changed vote.
#[test]
fn a_flipped_figure_is_found() {
    let whole = serde_json::to_value(dossier()).unwrap();
    let before = canonical_text(&whole["content"]);
    let mut flipped = 0;
    for line in before.lines().skip(1) {
        let path = line.split('=').next().unwrap();
        let pointer = format!("/content/{}", path.replace('.', "/"));
        let mut changed = whole.clone();
        let leaf = changed.pointer_mut(&pointer).unwrap();
        let Some(number) = leaf.as_u64() else { continue };
        *leaf = (number + 1).into();
        let read: Dossier = serde_json::from_value(changed).unwrap();
        assert!(read.faults().contains(&BadDossier::Changed), "{path}");
        flipped += 1;
    }
    assert!(flipped >= 50, "{flipped}");

    let sealed = |change: fn(&mut DossierContent)| {
        let Dossier { mut content, file, .. } = dossier();
        change(&mut content);
        Dossier::seal(content, file).unwrap().faults()
    };
    let step = CaseStep::Resolution;
    let lost = sealed(|content| content.meetings[0].ballots[0].tally.as_mut().unwrap().total.against += 1);
    assert_eq!(lost, vec![BadDossier::FiguresDiffer(step)]);
    let other_roll: [fn(&mut DossierContent); 2] =
        [|content| content.meetings[0].roll_hash = "cd".repeat(32), |content| content.meetings[0].roll_count += 1];
    for change in other_roll {
        assert_eq!(sealed(change), vec![BadDossier::FiguresDiffer(step)]);
    }
    assert_eq!(sealed(|content| content.meetings.clear())[0], BadDossier::FiguresDiffer(step));
    let votes = |content: &mut DossierContent| {
        let certificate = content.steps[0].certificate.as_mut().unwrap();
        certificate.meeting.as_mut().unwrap().counts.r#for += 1;
    };
    let expect = vec![BadDossier::Certificate(step, BadCertificate::Changed), BadDossier::FiguresDiffer(step)];
    assert_eq!(sealed(votes), expect);
    let earlier = |content: &mut DossierContent| {
        let certificate = content.steps[0].certificate.take().unwrap();
        content.steps[0].certificate = Some(Certificate { previous: "ef".repeat(32), ..certificate }.sealed_anew());
    };
    assert_eq!(sealed(earlier), vec![BadDossier::ChainBroken(step)]);
    let other_photo =
        |content: &mut DossierContent| content.proposal.as_mut().unwrap().files[0].file = FileId::of(b"another");
    assert_eq!(sealed(other_photo), vec![], "what a photo shows, nothing else in a dossier says");
    let mut changed = dossier();
    other_photo(&mut changed.content);
    assert_eq!(changed.faults(), vec![BadDossier::Changed]);
    let mut other_words = dossier();
    other_words.file.as_mut().unwrap().meetings[0].minutes[0].text.push('。');
    let meeting = other_words.content.meetings[0].meeting;
    assert_eq!(other_words.faults(), vec![BadDossier::MinutesChanged(meeting)]);
}

/// A certificate that names a later ballot than the first one with a quorum is detected. A dossier from before ballots
/// named what they decide cannot show this, and has no fault.
#[test]
fn another_ballot_than_the_first_is_found() {
    type Change = fn(&mut DossierContent);
    fn named(content: &mut DossierContent) {
        let case = content.case;
        let purpose = |entitled, present| DossierPurpose {
            case,
            step: CaseStep::Resolution,
            version: Some(1),
            reason: None,
            entitled,
            present,
        };
        let mut lost = content.meetings[0].ballots[0].clone();
        lost.ballot = BallotId::from_parts(now(), 77);
        lost.closed_at = Some(starts_at());
        lost.tally.as_mut().unwrap().total = crate::ballots::Counts { r#for: 2, against: 22, ..Default::default() };
        lost.purpose = Some(purpose(30, 24));
        content.meetings[0].ballots[0].purpose = Some(purpose(30, 24));
        content.meetings[0].ballots.push(lost);
    }
    let step = CaseStep::Resolution;
    let cases: [(&str, Change, &[BadDossier]); 6] = [
        ("a lost one before", named, &[BadDossier::AnotherBallotDecides(step)]),
        ("after", |it| (named(it), it.meetings[0].ballots[1].closed_at = Some(now().plus(1))).1, &[]),
        (
            "too few came to it",
            |it| (named(it), it.meetings[0].ballots[1].purpose.as_mut().unwrap().present = 19).1,
            &[],
        ),
        (
            "of another step",
            |it| (named(it), it.meetings[0].ballots[1].purpose.as_mut().unwrap().step = CaseStep::Proposal).1,
            &[],
        ),
        (
            "the certificate's own was drafted for nothing",
            |it| (named(it), it.meetings[0].ballots[0].purpose = None).1,
            &[BadDossier::AnotherBallotDecides(step)],
        ),
        ("from before", |it| (named(it), it.meetings[0].ballots.iter_mut().for_each(|it| it.purpose = None)).1, &[]),
    ];
    for (what, change, expect) in cases {
        let Dossier { mut content, file, .. } = dossier();
        change(&mut content);
        assert_eq!(Dossier::seal(content, file).unwrap().faults(), expect, "{what}");
    }
    // The hash is the same as in the previous version of the program.
    assert!(!serde_json::to_string(&dossier().content.meetings[0].ballots).unwrap().contains("purpose"));
}
