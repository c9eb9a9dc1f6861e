//! Parts of the copy of personal data that come from matters, meetings, ballots and decisions. Values of each: member,
//! below, limit. Of a secret ballot only the giving of a token or a paper is included: nothing else is stored.

/// Index: `matters_by_proposer`.
pub const PROPOSALS: &str = part!(
    "m.seq",
    "'at', m.proposed_at, 'matter', m.title, 'text', (select v.text from matter_versions v
       where v.matter = m.id and v.author = ?1 order by v.number desc limit 1), 'shown', m.shown, 'state', m.stage",
    "matters m where m.proposer = ?1"
);
/// Index: `cosigns_by_member`.
pub const COSIGNS: &str = part!(
    "c.at, c.matter",
    "'at', c.at, 'matter', m.title, 'version', c.version",
    "cosigns c join matters m on m.id = c.matter where c.member = ?1"
);
/// With the newest hiding and the appeal against it. Index: `posts_by_author`.
pub const POSTS: &str = part!(
    "p.seq",
    "'at', p.at, 'matter', m.title, 'side', p.side, 'text', p.text, 'rewritten_at', p.rewritten_at,
     'withdrawn_at', p.withdrawn_at, 'hidden_at', h.at, 'rule', h.rule, 'reason', h.reason, 'appealed_at', h.appealed_at,
     'appeal', h.appeal, 'outcome', h.outcome, 'answer', h.answer",
    "posts p join matters m on m.id = p.matter
     left join moderations h on h.seq = (select max(seq) from moderations where post = p.id) where p.author = ?1"
);
/// Index: `post_reports_by_member`.
pub const REPORTS: &str = part!(
    "r.at, r.post",
    "'at', r.at, 'matter', m.title, 'rule', r.rule, 'closed_at', r.closed_at",
    "post_reports r join posts p on p.id = r.post join matters m on m.id = p.matter where r.member = ?1"
);
/// Meetings with the member on the roll, or present for the household, and the member's answers to invitations. Indexes: `meeting_roll_by_voter`,
/// `meeting_presence_by_person`, `meeting_answers_by_member`.
pub const MEETINGS: &str = part!(
    "g.seq, i.voter",
    "'meeting', g.title, 'starts_at', g.starts_at, 'post', r.post, 'struck_at', r.struck_at, 'cause', r.struck_cause,
     'invitation', y.answer, 'answered_at', y.at, 'present_at', p.at, 'how', p.how",
    "(select meeting, voter from meeting_roll where voter = ?1
      union select meeting, voter from meeting_presence where by = ?1
      union select meeting, voter from meeting_answers where by = ?1) i
     join meetings g on g.id = i.meeting join meeting_roll r on r.meeting = i.meeting and r.voter = i.voter
     left join meeting_answers y on y.meeting = i.meeting and y.voter = i.voter and y.by = ?1
     left join meeting_presence p on p.meeting = i.meeting and p.voter = i.voter"
);
/// Mandates given and held. Indexes: `meeting_roll_by_voter`, `meeting_proxies_by_proxy`.
pub const MANDATES: &str = part!(
    "x.at, x.meeting, x.principal",
    "'at', x.at, 'meeting', g.title, 'role', iif(x.principal = ?1, 'principal', 'proxy'), 'kinship', x.kinship,
     'paper', iif(x.principal = ?1, x.paper, null), 'ended_at', x.ended_at, 'cause', x.ended_cause",
    "(select r.meeting, r.voter as principal from meeting_roll r where r.voter = ?1
      union select meeting, principal from meeting_proxies where proxy = ?1) i
     join meeting_proxies x on x.meeting = i.meeting and x.principal = i.principal join meetings g on g.id = x.meeting"
);
/// Lines of the rolls with a vote of the member, in person or for the household. Index: `meeting_roll_by_voter`.
macro_rules! own_ballots {
    () => {
        "(select ?1 as voter union select household from stays where member = ?1) i
         join meeting_roll r on r.voter = i.voter join ballots b on b.meeting = r.meeting "
    };
}
pub const VOTES: &str = part!(
    "b.seq, v.voter",
    "'question', b.question, 'choice', v.choice, 'how', v.how, 'opened_at', b.opened_at",
    concat!(
        own_ballots!(),
        "join ballot_votes v on v.ballot = b.id and v.voter = r.voter where v.voter = ?1 or v.by = ?1"
    )
);
pub const HAND_OUTS: &str = part!(
    "b.seq, r.voter",
    "'at', coalesce(t.at, w.at), 'question', b.question, 'kind', iif(t.ballot is null, 'paper', 'token')",
    concat!(
        own_ballots!(),
        "left join ballot_tokens t on t.ballot = b.id and t.voter = r.voter
         left join ballot_paper w on w.ballot = b.id and w.voter = r.voter
         where coalesce(t.ballot, w.ballot) is not null and (r.voter = ?1 or coalesce(t.by, w.by) = ?1)"
    )
);
/// Official acts of the member (decided, written, signed), each with an index over the person. In groups: the store
/// allows no more than five terms at once.
pub const DUTIES: &str = part!(
    "d.at, d.kind, d.about, d.text",
    "'at', d.at, 'kind', d.kind, 'about', d.about, 'outcome', d.outcome, 'text', d.text",
    "(select * from (select r.at, 'pre-review' as kind, m.title as about, r.verdict as outcome, r.reason as text
        from pre_reviews r join matters m on m.id = r.matter where r.by = ?1
      union all select h.at, 'hiding', m.title, h.rule, h.reason
        from moderations h join posts p on p.id = h.post join matters m on m.id = p.matter where h.by = ?1
      union all select h.decided_at, 'appeal', m.title, h.outcome, h.answer
        from moderations h join posts p on p.id = h.post join matters m on m.id = p.matter where h.decided_by = ?1
      union all select s.at, 'summary', m.title, null, s.text
        from matter_summaries s join matters m on m.id = s.matter where s.by = ?1)
      union all select * from (select o.at, 'answer', m.title, o.outcome, o.reason
        from outcomes o join matters m on m.id = o.matter where o.by = ?1
      union all select o.given_at, 'opinion', c.title, o.verdict, o.text
        from opinions o join cases c on c.id = o.case_id where o.given_by = ?1
      union all select h.raised_at, 'hold', c.title, null, h.reason
        from holds h join cases c on c.id = h.case_id where h.raised_by = ?1
      union all select h.lifted_at, 'hold-lifted', c.title, null, h.lift_reason
        from holds h join cases c on c.id = h.case_id where h.lifted_by = ?1)
      union all select * from (select v.at, 'minutes', g.title, null, null
        from meeting_minutes v join meetings g on g.id = v.meeting where v.by = ?1
      union all select starts_at, 'chair', title, status, null from meetings where chair = ?1
      union all select starts_at, 'teller', title, status, null from meetings where teller = ?1
      union all select starts_at, 'recorder', title, status, null from meetings where recorder = ?1)
      union all select o.at, 'outcomes', g.title, null, null
        from (select distinct meeting, at from meeting_outcomes where by = ?1) o
        join meetings g on g.id = o.meeting) d"
);
