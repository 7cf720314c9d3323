//! The two macros with which the model's types are declared once: fields, their meaning, how they are read, and their schema.

/// Declares a struct that is read from a YAML mapping. A field's type says whether its key may be left out (`Option`, `Vec`,
/// `Mapping`); its doc comment becomes the schema's description. `read` takes the fields from a mapping that others read too.
macro_rules! record {
    ($(#[doc = $about:literal])+ $visibility:vis struct $name:ident {
        $($(#[doc = $doc:literal])+ $field_visibility:vis $field:ident : $type:ty,)*
    }) => {
        $(#[doc = $about])+
        #[derive(Debug, Clone)]
        $visibility struct $name {
            $($(#[doc = $doc])+ $field_visibility $field: $type,)*
        }

        impl $name {
            /// Takes the fields out of a mapping; every one is read before any makes the whole fail.
            pub fn read(fields: &mut $crate::yaml::Fields<'_>, reader: &mut $crate::yaml::Reader) -> Option<Self> {
                $(let $field = fields.take::<$type>(stringify!($field), reader);)*
                Some($name { $($field: $field?,)* })
            }

            /// Adds the fields to a schema's properties.
            pub fn describe(schema: &mut $crate::yaml::schema::Schema) {
                $(schema.property(
                    stringify!($field),
                    concat!($($doc,)+),
                    <$type as $crate::yaml::FromYaml>::schema(),
                    <$type as $crate::yaml::FromYaml>::absent().is_none(),
                );)*
            }
        }

        impl $crate::yaml::FromYaml for $name {
            fn from_yaml(node: &$crate::yaml::Node, reader: &mut $crate::yaml::Reader) -> Option<Self> {
                let mut fields = $crate::yaml::Fields::new(node, reader)?;
                let read = Self::read(&mut fields, reader);
                fields.finish(reader);
                read
            }

            fn schema() -> $crate::yaml::schema::Schema {
                let mut schema = $crate::yaml::schema::Schema::of_record(concat!($($about,)+));
                Self::describe(&mut schema);
                schema
            }
        }
    };
}

/// Declares an enum of fixed words, each with the word an author writes.
macro_rules! words {
    ($(#[doc = $about:literal])+ $visibility:vis enum $name:ident {
        $($(#[doc = $doc:literal])+ $variant:ident = $word:literal,)+
    }) => {
        $(#[doc = $about])+
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        $visibility enum $name {
            $($(#[doc = $doc])+ $variant,)+
        }

        impl $name {
            /// Every value, in the order of its declaration.
            pub const ALL: &'static [$name] = &[$($name::$variant,)+];

            /// The word as authors write it.
            pub fn as_str(self) -> &'static str {
                match self { $($name::$variant => $word,)+ }
            }

            /// The value that this word names.
            pub fn from_word(word: &str) -> Option<Self> {
                match word { $($word => Some($name::$variant),)+ _ => None }
            }
        }

        impl $crate::yaml::FromYaml for $name {
            fn from_yaml(node: &$crate::yaml::Node, reader: &mut $crate::yaml::Reader) -> Option<Self> {
                let $crate::yaml::Value::Text(text) = &node.value else {
                    reader.wrong_type(node, "a word");
                    return None;
                };
                let found = Self::from_word(text);
                if found.is_none() {
                    let file = reader.file.clone();
                    reader.report(
                        $crate::diagnostic::Diagnostic::new(
                            $crate::diagnostic::Code::UnknownWord,
                            format!("`{text}` is not one of the words for this"),
                        )
                        .at(&file, node.span, "not known here")
                        .help_nearest(text, Self::ALL.iter().map(|value| value.as_str())),
                    );
                }
                found
            }

            fn schema() -> $crate::yaml::schema::Schema {
                $crate::yaml::schema::Schema::of_words(&[$($word,)+])
            }
        }
    };
}

pub(crate) use {record, words};
