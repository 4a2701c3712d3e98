const [quote, backslash] = [0x22, 0x5c]
const [openObject, closeObject, openList, closeList] = [0x7b, 0x7d, 0x5b, 0x5d]

/** True where objects and lists of this JSON lie more than so many times in each other. */
export function isNested(json: Buffer, most: number): boolean {
  let depth = 0
  for (let at = 0; at < json.length; at++) {
    const byte = json[at]
    if (byte === quote) at = endOfText(json, at)
    else if (byte === openObject || byte === openList) {
      if (++depth > most) return true
    } else if (byte === closeObject || byte === closeList) depth--
  }
  return false
}

function endOfText(json: Buffer, start: number): number {
  for (let at = json.indexOf(quote, start + 1); at !== -1; at = json.indexOf(quote, at + 1)) {
    let escapes = 0
    while (json[at - 1 - escapes] === backslash) escapes++
    if (escapes % 2 === 0) return at
  }
  return json.length
}
