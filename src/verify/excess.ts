// The facts of 365,000 tables, which fill the bytes that are allowed, have 1.5 million values in a dozen lists.
const valuesMax = 2_000_000
const listsMax = 1000

const [quote, backslash, comma, bracket, brace] = [...'"\\,[{'].map((sign) => sign.charCodeAt(0))

/**
 * What JSON text holds too much of to be parsed as facts; undefined: nothing. As bytes it may be within its limit, and yet
 * take gigabytes and minutes once every few of them are a list of their own. Pure.
 */
export function excessIn(text: Uint8Array): string | undefined {
  let values = 0
  let lists = 0
  for (let at = 0; at < text.length; at++) {
    const sign = text[at]
    if (sign === quote) {
      for (at++; at < text.length && text[at] !== quote; at++) if (text[at] === backslash) at++
    } else if (sign === comma) values++
    else if (sign === bracket || sign === brace) lists++
    if (values > valuesMax) return `${valuesMax.toLocaleString('en')} values`
    if (lists > listsMax) return `${listsMax.toLocaleString('en')} lists`
  }
  return undefined
}
