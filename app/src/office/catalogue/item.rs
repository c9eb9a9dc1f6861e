//! Changing the requirements of one item: the rest of the list is sent unchanged.
//!
//! Form by hand: it shows two values of one line, and the body is the whole list.

use domain::contract::ReplaceCatalogue;
use domain::matters::{Catalogue, CatalogueItem, Flag, ReplaceCatalogueRequest, catalogue_line};
use leptos::prelude::*;

use super::flag_words;
use crate::light_signal::LightSignal;
use crate::matters::item_title;
use crate::office::frame::OfficeContext;
use crate::ui::form::{Control, Form};
use crate::ui::{Element, button, el};
use crate::words::{key, t, tf};

pub fn change_item_button(item: &CatalogueItem, catalogue: &Catalogue, desk: &OfficeContext) -> Element {
    let title = item_title(item);
    let label = tf(key::SHELL_ACTION_OF, &[("action", &t(key::CATALOGUE_CHANGE)), ("title", &title)]);
    let (item, catalogue, desk) = (item.clone(), catalogue.clone(), desk.clone());
    let open = move || change(&item, &catalogue, &desk);
    button("button small quiet", t(key::CATALOGUE_CHANGE), open).attr("aria-label", label)
}

fn change(item: &CatalogueItem, catalogue: &Catalogue, desk: &OfficeContext) {
    let (item, catalogue, desk) = (item.clone(), catalogue.clone(), desk.clone());
    desk.clone().ask.open(item_title(&item), move |ask| {
        let form = Form::new();
        let cosigners = RwSignal::new(item.cosigners.to_string());
        let ticked = LightSignal::new(item.flags.clone());
        let (chosen, dialog, max) = (ticked.clone(), ask.clone(), catalogue.bounds.cosigners_max);
        let of_law = catalogue.bounds.flags_of_law(&item.code).to_vec();
        let code = item.code.clone();
        let send = move || {
            let Some(cosigners) = cosigners.get_untracked().trim().parse().ok().filter(|count| *count <= max) else {
                return form.refuse("cosigners", t(key::FORM_MISSING));
            };
            let mut lines: Vec<_> = catalogue.items.iter().map(catalogue_line).collect();
            if let Some(line) = lines.iter_mut().find(|line| line.code.as_str() == code) {
                (line.flags, line.cosigners) = (chosen.peek(Vec::clone), cosigners);
            }
            let (dialog, desk) = (dialog.clone(), desk.clone());
            form.send::<ReplaceCatalogue>((desk.code.clone(),), ReplaceCatalogueRequest { lines }, move |_| {
                dialog.close();
                desk.say(t(key::CATALOGUE_CHANGED));
            });
        };
        form.element("stack", send)
            .child(flags(&of_law, &ticked))
            .child(form.field(
                "cosigners",
                t(key::CATALOGUE_COSIGNERS_FIELD),
                Some(t(key::CATALOGUE_COSIGNERS_HINT)),
                Control::Number { min: 0, max: max.into() },
                cosigners,
            ))
            .child(form.refusal())
            .child(ask.buttons(form.submit("button", t(key::CATALOGUE_CHANGE))))
    });
}

/// Requirements of law stay ticked.
fn flags(of_law: &[Flag], ticked: &LightSignal<Vec<Flag>>) -> Element {
    let legend = el("legend", "").child(t(key::CATALOGUE_ASKS));
    Flag::ALL.iter().copied().fold(el("fieldset", "field").child(legend), |group, flag| {
        let (shown, changed, fixed) = (ticked.clone(), ticked.clone(), of_law.contains(&flag));
        let tick = el("input", "")
            .attr("type", "checkbox")
            .property("checked", move || shown.with(|flags| flags.contains(&flag)).into())
            .property("disabled", move || fixed.into())
            .on("change", move |_| {
                changed.update(|flags| match flags.iter().position(|other| *other == flag) {
                    Some(at) => drop(flags.remove(at)),
                    None => flags.push(flag),
                });
            });
        let name = flag_words(flag);
        let words = if fixed { tf(key::CATALOGUE_FLAG_OF_LAW, &[("flag", &name)]) } else { name };
        group.child(el("label", "check").child(tick).child(words))
    })
}
