import { oneLine } from '../../words/words.ts'

/**
 * Text from anywhere as text of GitHub-flavoured Markdown, in a paragraph, a table's cell or an HTML element: every character
 * that could begin markup, a mention, a link or a formula is a character reference, which never has structure (CommonMark 6.2).
 */
export function markdown(text: string, most = 2000): string {
  // GitHub looks for mentions and references once references to characters are characters again (cmark-gfm#181): only what
  // parts the sign from the name keeps a person from being notified.
  return escaped(text, most).replace(/&#(64|35);|\bgh-(?=\d)/gi, '$&<!-- -->')
}

/** The same in a typewriter face. HTML, because a code span in Markdown reads no character references. */
export function code(text: string, most = 2000): string {
  return `<code>${escaped(text, most)}</code>`
}

function escaped(text: string, most: number): string {
  return oneLine(text, most)
    .replace(/[&<>"'`*_[\]\\|~#@$]|:(?=\/\/)|(?<=^|\W)www(?=\.)/gi, (found) =>
      [...found].map((character) => `&#${character.codePointAt(0)};`).join(''),
    )
    .replace(/^([-+=]|\d+(?=[.)](\s|$)))/, (found) => [...found].map((one) => `&#${one.codePointAt(0)};`).join(''))
}
