//! An element whose tag, attributes and children are values, not types.
//!
//! Leptos' own macro gives every element of a view a type of its own, and with it code of its own, which made the
//! program half as large again for a cheap phone. All views are built of this one type instead; signals, effects and
//! owners are Leptos' as usual. Invariant: a closure tracks its signals; everything else is set once.

use std::borrow::Cow;

use leptos::prelude::*;
use leptos::reactive::effect::RenderEffect;
use leptos::tachys::html::attribute::any_attribute::AnyAttribute;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::no_attrs;
use leptos::tachys::renderer::{RemoveEventHandler, Rndr, types};
use leptos::tachys::view::any_view::AnyViewState;
use leptos::tachys::view::{Mountable, Position, PositionState};
use wasm_bindgen::{JsCast, JsValue};

enum Part {
    Attribute(&'static str, Cow<'static, str>),
    LiveAttribute(&'static str, Box<dyn Fn() -> Option<String> + Send>),
    Property(&'static str, Box<dyn Fn() -> JsValue + Send>),
    Event(&'static str, Box<dyn FnMut(types::Event) + Send>),
    Made(Box<dyn FnOnce(&types::Element) + Send>),
    Child(AnyView),
}

pub struct Element {
    tag: &'static str,
    parts: Vec<Part>,
}

/// An element with its class; an empty one is left out.
pub fn el(tag: &'static str, class: &'static str) -> Element {
    let element = Element { tag, parts: Vec::with_capacity(6) };
    if class.is_empty() { element } else { element.attr("class", class) }
}

impl Element {
    fn part(mut self, part: Part) -> Self {
        self.parts.push(part);
        self
    }

    pub fn attr(self, name: &'static str, value: impl Into<Cow<'static, str>>) -> Self {
        self.part(Part::Attribute(name, value.into()))
    }

    /// The attribute is present while the closure returns a value.
    pub fn attr_live(self, name: &'static str, value: impl Fn() -> Option<String> + Send + 'static) -> Self {
        self.part(Part::LiveAttribute(name, Box::new(value)))
    }

    /// Whether the attribute is present.
    pub fn flag_live(self, name: &'static str, on: impl Fn() -> bool + Send + 'static) -> Self {
        self.attr_live(name, move || on().then(String::new))
    }

    pub fn property(self, name: &'static str, value: impl Fn() -> JsValue + Send + 'static) -> Self {
        self.part(Part::Property(name, Box::new(value)))
    }

    pub fn on(self, event: &'static str, mut run: impl FnMut(web_sys::Event) + Send + 'static) -> Self {
        self.part(Part::Event(event, Box::new(move |event: types::Event| run(event.unchecked_into()))))
    }

    pub fn on_click(self, mut run: impl FnMut() + Send + 'static) -> Self {
        self.on("click", move |_| run())
    }

    /// Runs once, when the element exists but is not in the page yet.
    pub fn made(self, run: impl FnOnce(&types::Element) + Send + 'static) -> Self {
        self.part(Part::Made(Box::new(run)))
    }

    pub fn child(self, child: impl Child) -> Self {
        child.add_to(self)
    }

    /// Text that follows its signals.
    pub fn text_live(self, text: impl Fn() -> String + Send + 'static) -> Self {
        let text: Box<dyn Fn() -> String + Send> = Box::new(text);
        self.child(text.into_any())
    }

    /// Content that is rebuilt whenever a signal that it read changes.
    pub fn live(self, view: impl Fn() -> AnyView + Send + 'static) -> Self {
        self.child(live(view))
    }

    pub fn any(self) -> AnyView {
        self.into_any()
    }
}

/// Content that is rebuilt whenever a signal that it read changes, without an element around it.
pub fn live(view: impl Fn() -> AnyView + Send + 'static) -> AnyView {
    let view: Box<dyn Fn() -> AnyView + Send> = Box::new(view);
    view.into_any()
}

/// Several views in a row, without an element around them.
pub fn several(parts: impl IntoIterator<Item = AnyView>) -> AnyView {
    parts.into_iter().collect::<Vec<_>>().into_any()
}

/// The view, or nothing.
pub fn maybe(element: Option<Element>) -> AnyView {
    element.map_or_else(nothing, Element::any)
}

pub fn nothing() -> AnyView {
    ().into_any()
}

/// A possible child of an element.
pub trait Child {
    fn add_to(self, element: Element) -> Element;
}

impl Child for () {
    fn add_to(self, element: Element) -> Element {
        element
    }
}

impl Child for AnyView {
    fn add_to(self, element: Element) -> Element {
        element.part(Part::Child(self))
    }
}

impl Child for Element {
    fn add_to(self, element: Element) -> Element {
        element.child(self.any())
    }
}

impl Child for String {
    fn add_to(self, element: Element) -> Element {
        element.child(self.into_any())
    }
}

impl<C: Child> Child for Option<C> {
    fn add_to(self, element: Element) -> Element {
        match self {
            Some(child) => child.add_to(element),
            None => element,
        }
    }
}

impl<C: Child> Child for Vec<C> {
    fn add_to(self, element: Element) -> Element {
        self.into_iter().fold(element, |element, child| child.add_to(element))
    }
}

/// The element in the page, with everything that must live as long as it does.
pub struct MountedElement {
    element: types::Element,
    _children: Vec<AnyViewState>,
    _effects: Vec<RenderEffect<()>>,
    _listeners: Vec<RemoveEventHandler<types::Element>>,
}

const SVG: &str = "http://www.w3.org/2000/svg";

impl Render for Element {
    type State = MountedElement;

    fn build(self) -> MountedElement {
        let namespace = matches!(self.tag, "svg" | "use" | "path").then_some(SVG);
        let element = Rndr::create_element(self.tag, namespace);
        let (mut children, mut effects, mut listeners) = (vec![], vec![], vec![]);
        for part in self.parts {
            match part {
                Part::Attribute(name, value) => Rndr::set_attribute(&element, name, &value),
                Part::LiveAttribute(name, value) => {
                    let element = element.clone();
                    effects.push(RenderEffect::new(move |_| match value() {
                        Some(value) => Rndr::set_attribute(&element, name, &value),
                        None => Rndr::remove_attribute(&element, name),
                    }));
                }
                Part::Property(name, value) => {
                    let element = element.clone();
                    effects.push(RenderEffect::new(move |_| Rndr::set_property(&element, name, &value())));
                }
                Part::Event(name, run) => listeners.push(Rndr::add_event_listener(&element, name, run)),
                Part::Made(run) => run(&element),
                Part::Child(view) => {
                    let mut child = view.build();
                    child.mount(&element, None);
                    children.push(child);
                }
            }
        }
        MountedElement { element, _children: children, _effects: effects, _listeners: listeners }
    }

    /// Replaces the element: a form that was patched in place would keep text that was typed into another one.
    fn rebuild(self, state: &mut MountedElement) {
        let mut new = self.build();
        state.element.insert_before_this(&mut new);
        state.unmount();
        *state = new;
    }
}

impl Mountable for MountedElement {
    fn unmount(&mut self) {
        self.element.unmount();
    }

    fn mount(&mut self, parent: &types::Element, marker: Option<&types::Node>) {
        self.element.mount(parent, marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        self.element.insert_before_this(child)
    }

    fn elements(&self) -> Vec<types::Element> {
        vec![self.element.clone()]
    }
}

no_attrs!(Element);

/// Rendering to text belongs to servers; this app has none.
impl RenderHtml for Element {
    type AsyncOutput = Self;
    type Owned = Self;
    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self {
        self
    }

    fn to_html_with_buf(self, _: &mut String, _: &mut Position, _: bool, _: bool, _: Vec<AnyAttribute>) {}

    fn hydrate<const FROM_SERVER: bool>(self, _: &Cursor, _: &PositionState) -> MountedElement {
        self.build()
    }

    fn into_owned(self) -> Self {
        self
    }
}
