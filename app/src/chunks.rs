//! The three files that are fetched when a page of theirs opens.
//!
//! Invariant: one split point a file; what a page is comes as a word, so that all pages of a file share its code.

use crate::office::OfficePage;
use crate::serve::ServePage;
use crate::{office, regions, serve};
use leptos::prelude::*;
use leptos_router::{Lazy, LazyRoute};

/// The view of a route whose code is in another file.
pub fn lazy<R: LazyRoute>() -> Lazy<R> {
    Lazy::new()
}

macro_rules! files {
    ($($name:ident($page:ty) = $view:path;)+) => {$(
        #[cfg(feature = "split")]
        #[lazy]
        fn $name(page: $page) -> AnyView {
            $view(page)
        }

        #[cfg(not(feature = "split"))]
        async fn $name(page: $page) -> AnyView {
            $view(page)
        }
    )+};
}

files! {
    serve_file(ServePage) = serve::page;
    office_file(OfficePage) = office::page;
    regions_file(()) = regions::page;
}

macro_rules! routes {
    ($($name:ident = $file:ident($page:expr) $preload:ident;)+) => {$(
        pub struct $name;

        impl LazyRoute for $name {
            fn data() -> Self {
                Self
            }

            async fn view(_: Self) -> AnyView {
                $file($page).await
            }

            #[cfg(feature = "split")]
            async fn preload() {
                $preload().await;
            }
        }
    )+};
}

routes! {
    Regions = regions_file(()) __preload_regions_file;
    Activity = serve_file(ServePage::Activity) __preload_serve_file;
    Service = serve_file(ServePage::Service) __preload_serve_file;
    Hours = serve_file(ServePage::Hours) __preload_serve_file;
    Me = serve_file(ServePage::Me) __preload_serve_file;
    Notices = serve_file(ServePage::Notices) __preload_serve_file;
    Tasks = office_file(OfficePage::Tasks) __preload_office_file;
    Activities = office_file(OfficePage::Activities) __preload_office_file;
    New = office_file(OfficePage::New) __preload_office_file;
    Edit = office_file(OfficePage::Edit) __preload_office_file;
    Attendance = office_file(OfficePage::Attendance) __preload_office_file;
    Code = office_file(OfficePage::Code) __preload_office_file;
    Roster = office_file(OfficePage::Roster) __preload_office_file;
    Bodies = office_file(OfficePage::Bodies) __preload_office_file;
    Journal = office_file(OfficePage::Journal) __preload_office_file;
    MemberHours = office_file(OfficePage::Hours) __preload_office_file;
}
