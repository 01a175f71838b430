//! JavaScript values as the bulletin's JSON reader sees them.

use std::borrow::Cow;

use js_sys::{Array, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use crate::bulletin::plain::{JsonKind, JsonNode};

/// A JavaScript value, read where it stands: no copy of the whole as JSON text.
#[derive(Debug, Clone)]
pub(super) struct JsNode(pub(super) JsValue);

impl JsonNode for JsNode {
    fn kind(&self) -> JsonKind {
        let value = &self.0;
        if value.is_null() || value.is_undefined() {
            JsonKind::Null
        } else if value.is_string() {
            JsonKind::String
        } else if Array::is_array(value) {
            JsonKind::Array
        } else if value.is_object() {
            JsonKind::Object
        } else if value.as_f64().is_some() {
            JsonKind::Number
        } else if value.as_bool().is_some() {
            JsonKind::Boolean
        } else {
            JsonKind::Other
        }
    }

    fn as_str(&self) -> Option<Cow<'_, str>> {
        self.0.as_string().map(Cow::Owned)
    }

    fn as_f64(&self) -> Option<f64> {
        self.0.as_f64()
    }

    fn len(&self) -> usize {
        self.0.dyn_ref::<Array>().map_or(0, |array| array.length() as usize)
    }

    fn item(&self, index: usize) -> Option<Cow<'_, Self>> {
        let array = self.0.dyn_ref::<Array>()?;
        Some(Cow::Owned(Self(array.get(u32::try_from(index).ok()?))))
    }

    fn get(&self, key: &str) -> Option<Cow<'_, Self>> {
        // A getter that throws is the page's own mistake; what it hides counts as absent.
        let value = Reflect::get(&self.0, &JsValue::from_str(key)).ok()?;
        (!value.is_undefined()).then_some(Cow::Owned(Self(value)))
    }
}
