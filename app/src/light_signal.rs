//! A value that views track. Leptos generates code for every type in a signal; here one signal counts the changes, and
//! the value of any type is kept beside it.

use std::sync::{Arc, Mutex, PoisonError};

use leptos::prelude::*;

pub struct LightSignal<T> {
    value: Arc<Mutex<T>>,
    changes: RwSignal<u32>,
}

impl<T> Clone for LightSignal<T> {
    fn clone(&self) -> Self {
        Self { value: self.value.clone(), changes: self.changes }
    }
}

impl<T> LightSignal<T> {
    pub fn new(value: T) -> Self {
        Self { value: Arc::new(Mutex::new(value)), changes: RwSignal::new(0) }
    }

    /// Follows the value.
    pub fn with<R>(&self, read: impl FnOnce(&T) -> R) -> R {
        self.changes.track();
        self.peek(read)
    }

    pub fn peek<R>(&self, read: impl FnOnce(&T) -> R) -> R {
        read(&self.value.lock().unwrap_or_else(PoisonError::into_inner))
    }

    pub fn update(&self, change: impl FnOnce(&mut T)) {
        change(&mut self.value.lock().unwrap_or_else(PoisonError::into_inner));
        self.changes.try_update(|changes| *changes += 1);
    }

    pub fn set(&self, value: T) {
        self.update(|old| *old = value);
    }
}

impl<T: Clone> LightSignal<T> {
    pub fn get(&self) -> T {
        self.with(T::clone)
    }
}

impl<T> LightSignal<Option<T>> {
    /// Takes the last value; tracks further ones.
    pub fn take(&self) -> Option<T> {
        self.changes.track();
        self.value.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}
