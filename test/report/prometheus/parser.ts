/** A series of the exposition. */
export interface Series {
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
  readonly value: number
}

export interface Parsed {
  readonly series: readonly Series[]
  readonly families: ReadonlyMap<string, { readonly help: string; readonly type: string }>
}

const metric = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/
const label = /^[a-zA-Z_][a-zA-Z0-9_]*$/

/**
 * The text exposition format 0.0.4, by its specification and stricter where that lets pass what no exporter should write: each
 * family has HELP and TYPE right before its series, none comes twice, names have a base unit, no series comes twice.
 */
export function parseExposition(text: string): Parsed {
  if (text !== '' && !text.endsWith('\n')) throw new Error('the last line does not end with a line feed')
  if (!text.isWellFormed()) throw new Error('it is not UTF-8')
  const families = new Map<string, { help: string; type: string }>()
  const series: Series[] = []
  const seen = new Set<string>()
  let open: { name: string; help: string; type?: string } | undefined
  for (const [i, line] of text.split('\n').slice(0, -1).entries()) {
    const fail = (why: string): never => {
      throw new Error(`line ${i + 1}: ${why}: ${line.slice(0, 200)}`)
    }
    if (/[\u0000-\u0008\u000b-\u001f\u007f]/.test(line)) fail('a control character')
    const help = /^# HELP (\S+) (.+)$/.exec(line)
    const type = /^# TYPE (\S+) (counter|gauge|histogram|summary|untyped)$/.exec(line)
    if (help) {
      const [, name = '', words = ''] = help
      if (!metric.test(name)) fail('not a name of a metric')
      if (families.has(name)) fail('the family comes twice')
      if (/\\(?![\\n])/.test(words)) fail('a backslash that escapes nothing')
      open = { name, help: words }
    } else if (type) {
      if (!open || open.name !== type[1] || open.type) throw fail('TYPE without its HELP')
      open.type = type[2] ?? ''
      families.set(open.name, { help: open.help, type: open.type })
    } else {
      const one = parseSeries(line, fail)
      if (!open?.type || open.name !== one.name) fail('a series outside its family')
      const key = JSON.stringify([one.name, Object.entries(one.labels).sort()])
      if (seen.has(key)) fail('the series comes twice')
      seen.add(key)
      series.push(one)
    }
  }
  for (const name of families.keys()) {
    if (!series.some((one) => one.name === name)) throw new Error(`${name} has no series`)
    if (/(_ms|_milliseconds|_kib|_mib|_days|_minutes|_total)$/.test(name)) throw new Error(`${name}: not a base unit`)
  }
  return { series, families }
}

function parseSeries(line: string, fail: (why: string) => never): Series {
  const name = /^[^{\s]+/.exec(line)?.[0] ?? ''
  if (!metric.test(name)) fail('not a name of a metric')
  let at = name.length
  const labels: Record<string, string> = {}
  if (line[at] === '{') {
    at += 1
    while (line[at] !== '}') {
      const key = /^[^=]+/.exec(line.slice(at))?.[0] ?? ''
      if (!label.test(key) || key.startsWith('__')) fail('not a name of a label')
      if (key in labels) fail('the label comes twice')
      at += key.length
      if (line.slice(at, at + 2) !== '="') fail('not ="')
      at += 2
      let value = ''
      for (; line[at] !== '"'; at++) {
        if (at >= line.length) fail('the label does not end')
        if (line[at] !== '\\') value += line[at]
        else {
          at += 1
          const escaped = ({ '\\': '\\', '"': '"', n: '\n' } as Record<string, string>)[line[at] ?? '']
          value += escaped ?? fail('a backslash that escapes nothing')
        }
      }
      labels[key] = value
      at += 1
      if (line[at] === ',') at += 1
      else if (line[at] !== '}') fail('neither , nor }')
    }
    at += 1
  }
  const value = /^ (-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)$/.exec(line.slice(at))?.[1] ?? fail('not a value')
  return { name, labels, value: Number(value) }
}
