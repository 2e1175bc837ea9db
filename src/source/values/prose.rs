//! The stricter rules of free text: no comment that may have been meant as text, no commas that split it.

use crate::diag::{Code, Diagnostic, Place};

use super::super::layout::comments;
use super::super::node::{Node, Style};
use super::context::Context;

/// Checks a free text in its surroundings. `list` is the flow list that holds it: a `long` text, which is prose, must
/// stand in quotes there.
pub(super) fn check(
    context: &Context<'_>,
    list: Option<Place>,
    node: &Node,
    text: &str,
    long: bool,
) -> Result<(), Diagnostic> {
    let file = context.text(node);
    if node.style == Style::Plain {
        if let Some(list) = list {
            let continues = ["dan ", "serta ", "atau "].iter().any(|word| text.starts_with(word));
            if (long || continues) && context.prose_lists.borrow_mut().insert(list.start) {
                return Err(Diagnostic::new(Code::Y038).at(list));
            }
        }
        if let Some(comment) = comments::attached(file, node.place)
            && !context.damaged(comment)
        {
            return Err(Diagnostic::new(Code::Y033).at(comment));
        }
    }
    if matches!(node.style, Style::Plain | Style::Block(_))
        && let Some(comment) = comments::below(file, node.place)
        && !context.damaged(comment)
    {
        return Err(Diagnostic::new(Code::Y034).at(comment));
    }
    Ok(())
}
