//! JSON Schema of what authors write, made from the same declarations that read it.

use serde_json::{Map, Value, json};

/// A JSON Schema (draft 2020-12) under construction.
#[derive(Debug, Clone)]
pub struct Schema(Map<String, Value>);

impl Schema {
    /// A schema of one JSON type.
    pub fn of_type(name: &str) -> Self {
        let mut map = Map::new();
        map.insert("type".to_owned(), json!(name));
        Schema(map)
    }

    /// A schema of fixed words.
    pub fn of_words(words: &[&str]) -> Self {
        Schema::of_type("string").with("enum", words)
    }

    /// An object that takes no properties but those added.
    pub fn of_record(about: &str) -> Self {
        Schema::of_type("object")
            .with("description", about.trim())
            .with("properties", json!({}))
            .with("required", json!([]))
            .with("additionalProperties", false)
    }

    /// A schema that takes any of several forms.
    pub fn any_of(forms: Vec<Schema>) -> Self {
        let mut map = Map::new();
        map.insert("anyOf".to_owned(), Value::Array(forms.into_iter().map(|form| Value::Object(form.0)).collect()));
        Schema(map)
    }

    /// Sets a keyword.
    #[must_use]
    pub fn with(mut self, keyword: &str, value: impl serde::Serialize) -> Self {
        self.0.insert(keyword.to_owned(), json!(value));
        self
    }

    /// Sets a keyword whose value is a schema.
    #[must_use]
    pub fn with_schema(self, keyword: &str, schema: Schema) -> Self {
        self.with(keyword, Value::Object(schema.0))
    }

    /// Adds a property to an object's schema.
    pub fn property(&mut self, name: &str, about: &str, schema: Schema, required: bool) {
        let schema = schema.with("description", about.trim());
        if let Some(Value::Object(properties)) = self.0.get_mut("properties") {
            properties.insert(name.to_owned(), Value::Object(schema.0));
        }
        if let (true, Some(Value::Array(names))) = (required, self.0.get_mut("required")) {
            names.push(json!(name));
        }
    }

    /// The schema as a JSON value.
    pub fn into_json(self) -> Value {
        Value::Object(self.0)
    }
}
