//! The outlet, which shows the page of the address: each file of pages is loaded when one of its pages opens.
//!
//! State: the page that is shown. Invariant: the previous page stays on the screen, alive, until the next one's code
//! has arrived; then the old one's signals end with it. This file stands above all features; only `lib.rs` imports it.
//!
//! Views have one type, so that a new page in the same place would be patched into the old one. The outlet alternates
//! between two branches, and therefore builds each page from nothing.

use crate::lazy_modules::lazy_modules;
use crate::location;
use crate::navigation::path_signal;
use crate::office::office_page;
use crate::pages::{OfficePage, PageId, every_page, page_of};
use leptos::either::Either;
use leptos::prelude::*;
use leptos::reactive::computed::ScopedFuture;
use leptos::task::spawn_local;
use std::cell::RefCell;
use std::time::Duration;

/// What a file is given: the page, if it has several; first the type, then the value.
macro_rules! given {
    ($page:ident) => {
        ()
    };
    ($($page:ident)+) => {
        PageId
    };
    ($given:ident, $page:ident) => {
        ()
    };
    ($given:ident, $($page:ident)+) => {
        $given
    };
}

/// The view of a file's page. The last page needs no comparison, because a file is given only pages of its own.
macro_rules! view {
    ($given:ident, $page:path = $view:path;) => {{
        let _ = $given;
        $view()
    }};
    ($given:ident, $page:path = $view:path; $($rest:tt)+) => {
        if $given == $page { $view() } else { view!($given, $($rest)+) }
    };
}

/// The same for pages of the office, in their frame.
macro_rules! office_view {
    ($given:ident, $page:path = $view:path;) => { office_page($given, $view) };
    ($given:ident, $page:path = $view:path; $($rest:tt)+) => {
        if $given == $page { office_page($given, $view) } else { office_view!($given, $($rest)+) }
    };
}

/// The files of the pages, and the view of each page.
macro_rules! views {
    (
        first_load { $($first:ident = $($first_view:ident)::+;)+ }
        pages { $($file:ident = $texts:literal { $($page:ident = $($view:ident)::+;)+ })+ }
        office { $($office_file:ident = $office_texts:literal { $($office_page:ident = $($office_view:ident)::+;)+ })+ }
    ) => {
        lazy_modules! {
            $($file(given!($($page)+)) -> AnyView = views::$file, $texts;)+
            $($office_file(OfficePage) -> AnyView = views::$office_file, $office_texts;)+
        }

        /// What each file shows.
        mod views {
            use super::{AnyView, OfficePage, PageId, office_page};

            $(pub fn $file(given: given!($($page)+)) -> AnyView {
                view!(given, $(PageId::$page = crate::$($view)::+;)+)
            })+

            $(pub fn $office_file(given: OfficePage) -> AnyView {
                office_view!(given, $(OfficePage::$office_page = crate::office::$($office_view)::+;)+)
            })+
        }

        async fn view_of(page: PageId) -> AnyView {
            match page {
                $(PageId::$first => crate::$($first_view)::+(),)+
                $($(PageId::$page)|+ => $file(given!(page, $($page)+)).await,)+
                PageId::Office(page) => match page {
                    $($(OfficePage::$office_page)|+ => $office_file(page).await,)+
                },
            }
        }
    };
}

every_page!(views);

/// A scanned code leads to the activity's address and means checking in there.
fn meant_page(page: PageId) -> PageId {
    if page == PageId::Activity && location::query_value("code").is_some() { PageId::Service } else { page }
}

thread_local!(static FIRST: RefCell<Option<Box<dyn FnOnce()>>> = const { RefCell::new(None) });

/// Runs once, when the first page is complete.
pub fn when_a_page_stands(run: impl FnOnce() + 'static) {
    FIRST.set(Some(Box::new(run)));
}

/// The page of the address, in the place of this view.
pub fn page_outlet() -> AnyView {
    let wanted = Memo::new(|_| path_signal().with(|path| page_of(path)));
    let arrived = StoredValue::new_local(None::<AnyView>);
    let turn = RwSignal::new(0u32);
    let before = StoredValue::new_local(None::<Owner>);
    let parent = Owner::current().unwrap_or_default();
    Effect::new(move |_| {
        let page = wanted.get();
        let owner = parent.with(Owner::new);
        let view = owner.with(|| ScopedFuture::new(view_of(meant_page(page))));
        spawn_local(async move {
            let view = view.await;
            // The reader moved on while the code was loading.
            if wanted.try_get_untracked() != Some(page) {
                owner.cleanup();
                return;
            }
            arrived.set_value(Some(view));
            turn.update(|turn| *turn += 1);
            let old = before.try_update_value(|before| before.replace(owner)).flatten();
            if let Some(first) = FIRST.take() {
                set_timeout(first, Duration::ZERO);
            }
            // The old page's signals end once it is off the screen.
            request_animation_frame(move || {
                if let Some(old) = old {
                    old.cleanup();
                }
            });
        });
    });
    // Two branches in turn, so that a new page is always built. In one branch its elements would be patched from those
    // of the previous page, including typed text.
    (move || {
        let even = turn.get().is_multiple_of(2);
        let view = arrived.try_update_value(Option::take).flatten();
        if even { Either::Left(view) } else { Either::Right(view) }
    })
    .into_any()
}
