// The facts of 340,000 tables, which fill the bytes that are allowed, have 1.4 million values in a dozen lists.
const valuesMax = 2_000_000
const listsMax = 1000
// Each is a name of its own in a map, of which 340,000 tables have as many.
const namesMax = 500_000

const [quote, backslash, comma, colon, bracket, brace] = [...'"\\,:[{'].map((sign) => sign.charCodeAt(0))

/**
 * What JSON text holds too much of to be parsed as facts; undefined: nothing. As bytes it may be within its limit, and yet
 * take gigabytes and minutes once every few of them are a list of their own. Pure.
 */
export function excessIn(text: Uint8Array): string | undefined {
  let values = 0
  let lists = 0
  let names = 0
  for (let at = 0; at < text.length; at++) {
    const sign = text[at]
    if (sign === quote) {
      for (at++; at < text.length && text[at] !== quote; at++) if (text[at] === backslash) at++
    } else if (sign === comma) values++
    else if (sign === colon) names++
    else if (sign === bracket || sign === brace) lists++
    if (values > valuesMax) return `${valuesMax.toLocaleString('en')} values`
    if (names > namesMax) return `${namesMax.toLocaleString('en')} names`
    if (lists > listsMax) return `${listsMax.toLocaleString('en')} lists`
  }
  return undefined
}
