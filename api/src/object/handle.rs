//! The handler of an endpoint, declared beside it: an endpoint without one does not compile.

use super::Cx;
use crate::answer::HandlerResult;
use domain::contract::Endpoint;

pub type Handler<E> = fn(
    &Cx<'_>,
    <E as Endpoint>::Params,
    &<E as Endpoint>::Query,
    &<E as Endpoint>::Body,
) -> HandlerResult<<E as Endpoint>::Reply>;

pub trait Handle: Endpoint {
    const HANDLER: Handler<Self>;
}

/// Names the function that answers an endpoint: `handle!(CheckIn, check_in);`.
#[macro_export]
macro_rules! handle {
    ($id:ident, $handler:ident) => {
        impl $crate::object::Handle for domain::contract::$id {
            const HANDLER: $crate::object::Handler<Self> = $handler;
        }
    };
}
