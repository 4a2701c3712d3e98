/** By name of the variable, or of the one file. */
export type Content = ReadonlyMap<string, Buffer>

/**
 * Variables as a file that a POSIX shell reads: `NAME='value'`, where each ' of the value is '\''. Between these
 * quotation marks every byte stands for itself, including line feeds and bytes that are not UTF-8. So the text has
 * exactly one meaning.
 */
export function shellText(variables: Content): Buffer {
  const lines = [...variables].flatMap(([name, value]) => [
    Buffer.from(`${name}=`, 'latin1'),
    Buffer.from(`'${value.toString('latin1').replaceAll("'", "'\\''")}'\n`, 'latin1'),
  ])
  const text = Buffer.concat([Buffer.from(head), ...lines])
  // A length tells how long a lone secret is.
  const room = step - ((text.length + 2) % step)
  return Buffer.concat([text, Buffer.from(`#${' '.repeat(room % step)}\n`)])
}

const head = '# Variables, by backproof. Load them: set -a; . ./FILE; set +a\n'
const step = 1024

/** undefined: it is no such file, or not the whole of one. */
export function parseShell(text: Buffer): Content | undefined {
  const content = new Map<string, Buffer>()
  const left = text.toString('latin1')
  const one = /#[^\n]*\n|([A-Za-z_][A-Za-z0-9_]*)='((?:[^']|'\\'')*)'\n/y
  while (one.lastIndex < left.length) {
    const found = one.exec(left)
    if (!found) return undefined
    const [, name, value = ''] = found
    if (name !== undefined) content.set(name, Buffer.from(value.replaceAll("'\\''", "'"), 'latin1'))
  }
  return content
}
