//! The catalogue of matters (议事协商事项目录): what may be proposed here, the requirements of each item, and replacing
//! it by a list of the community's own.
//!
//! Invariant: a list is replaced as a whole; errors in it are shown before anything is sent.

mod item;
mod replace;

use domain::access::{Capability, Subject};
use domain::contract::{Endpoint, ShowCatalogue};
use domain::matters::{Catalogue, CatalogueItem, Flag, catalogue_rows};
use domain::members::import::write_table;

use super::frame::{OfficeContext, page_head};
use super::sheet::{Sheet, badge_span, faint_text, plain_cell, titled_cell};
use crate::download::download_texts;
use crate::matters::item_title;
use crate::ui::{Calls, Element, button, el, loading_view};
use crate::words::{code_text, day, key, t, tf, tn};

pub fn catalogue_page(desk: OfficeContext) -> Element {
    let content = loading_view(move || {
        let (desk, here) = (desk.clone(), (desk.code.clone(),));
        Calls::new(vec![ShowCatalogue::url(&here, &())], move |answers| {
            let catalogue = answers.next::<ShowCatalogue>()?;
            let manages = desk.session.may(Capability::OrganiseMatters, &Subject::Community);
            let replace = manages.then(|| replace::replace_catalogue_card(&catalogue, &desk));
            let stack = el("div", "stack").child(whole(&catalogue)).child(list(&catalogue, manages, &desk));
            Some(stack.child(replace).any())
        })
    });
    el("div", "stack").child(page_head(t(key::OFFICE_CATALOGUE), Some(t(key::CATALOGUE_BELOW)), None)).child(content)
}

/// Whose list it is, and the buttons to export it.
fn whole(catalogue: &Catalogue) -> Element {
    let whose = match catalogue.own_since {
        Some(at) => tf(key::CATALOGUE_OWN, &[("date", &day(at))]),
        None => t(key::CATALOGUE_OURS),
    };
    let rows = catalogue_rows(&catalogue.items);
    let take = move || download_texts(&js_sys::Array::of1(&write_table(&rows).into()), "catalogue.csv");
    let take = button("button quiet", t(key::CATALOGUE_TAKE_OUT), take);
    el("section", "card pad stack").child(el("p", "").child(whose)).child(el("div", "actions").child(take))
}

fn list(catalogue: &Catalogue, manages: bool, desk: &OfficeContext) -> Element {
    let columns = [key::CATALOGUE_ITEM, key::CATALOGUE_ASKS, key::CATALOGUE_SOURCE].map(Some);
    let columns = [&columns[..], if manages { &[None] } else { &[] }].concat();
    let mut sheet = Sheet::new(t(key::OFFICE_CATALOGUE), &columns);
    for one in &catalogue.items {
        let mut row = vec![titled_cell(item_title(one), None), asks(&one.flags, one.cosigners), source(one)];
        if manages {
            row.push(item::change_item_button(one, catalogue, desk));
        }
        sheet.row(row);
    }
    sheet.done()
}

fn flag_words(flag: Flag) -> String {
    code_text("catalogue.flag", flag.as_str())
}

/// Flags and co-signers of an item.
fn asks(flags: &[Flag], cosigners: u32) -> Element {
    let flags: Vec<Element> = flags.iter().map(|flag| badge_span("badge", flag_words(*flag))).collect();
    let needs = (cosigners > 0).then(|| plain_cell(tn(key::CATALOGUE_COSIGNERS, cosigners.into(), &[])));
    el("div", "").child(el("div", "actions").child(flags)).child(needs)
}

fn source(item: &CatalogueItem) -> Element {
    let article = item.article.as_deref().map(|article| tf(key::CATALOGUE_ARTICLE, &[("article", article)]));
    let source = [Some(item.source.clone()), article].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let law = item.by_law.then(|| faint_text(t(key::CATALOGUE_BY_LAW)));
    let unread = (!item.verified).then(|| badge_span("badge amber", t(key::CATALOGUE_UNREAD)));
    el("div", "").child(plain_cell(source)).child(law).child(unread)
}
