/** Something that pg_restore could not do. */
export interface Refusal {
  readonly said: string
  /** What it was about to make; undefined where it does not say. */
  readonly thing: Thing | undefined
  /** The server refused a statement or rows: nothing is wrong with the archive itself. */
  readonly byServer: boolean
  /** The function in which the server refused it, as the server names it: `app.slug(text)`, or `slug` of one in SQL. */
  readonly inFunction?: string
  /** Of rows that a foreign key forbids: the table that lacks the row they refer to. */
  readonly lacking?: string
}

interface Thing {
  /** "index", "constraint", "rows of table" ... */
  readonly kind: string
  /** "public.post", as SQL says it. */
  readonly name: string
}

/** pg_restore's errors in a text of stderr, one per failed statement. */
export function refusals(stderr: string): readonly Refusal[] {
  return messagesIn(stderr).flatMap((message) => {
    const [first = '', ...more] = message
    const [, text = ''] = /(?:pg_restore: (?:\[\w+\] )?error: |^psql:.*?: )(.*)/.exec(first) ?? []
    const said = text.replace(/^could not execute query: |^COPY failed for table ".*?": /, '')
    const words = said.replace(/^ERROR: +/, '').trim()
    if (words === '') return []
    const [, table] = /^COPY failed for table (".*?"):/.exec(text) ?? []
    const at = more.findIndex((line) => line.startsWith('Command was: '))
    const command = at < 0 ? '' : more.slice(at).join('\n').replace('Command was: ', '')
    const thing = table === undefined ? thingOf(command) : { kind: 'rows of table', name: table.slice(1, -1) }
    const besides = more.slice(0, at < 0 ? undefined : at).join('\n')
    const [, sql, procedural] =
      /^CONTEXT: +(?:SQL function "(.*?)" |\S+ function (.*\)) (?:line \d|during |while ))/m.exec(besides) ?? []
    const [, lacking] = / is not present in table "(.*)"\.$/m.exec(besides) ?? []
    return [
      {
        ...{ said: words, thing, byServer: said !== text },
        ...(sql === undefined && procedural === undefined ? {} : { inFunction: sql ?? procedural ?? '' }),
        ...(lacking === undefined ? {} : { lacking }),
      },
    ]
  })
}

/** A message and the lines that belong to it: what the server says besides, and the statement. */
function messagesIn(stderr: string): readonly (readonly string[])[] {
  const messages: string[][] = []
  for (const line of stderr.split('\n')) {
    const last = messages.at(-1)
    if (last === undefined || /^(?:pg_restore|psql|tar|sh):/.test(line)) messages.push([line])
    else last.push(line)
  }
  return messages
}

const name = String.raw`((?:"(?:[^"]|"")*"|[^\s"(.;]+)(?:\.(?:"(?:[^"]|"")*"|[^\s"(.;]+))*)`
const added = new RegExp(String.raw`^ALTER TABLE (?:ONLY )?${name}\s+ADD CONSTRAINT ${name}`)
const made = new RegExp(
  `^(?:CREATE|REFRESH|ALTER) (?:OR REPLACE )?(?:UNIQUE |UNLOGGED |CONSTRAINT )?((?:[A-Z]+ )+?)(?:IF (?:NOT )?EXISTS |ONLY )*${name}`,
)

/** What a statement of pg_dump makes or changes. */
function thingOf(command: string): Thing | undefined {
  const [, table, constraint] = added.exec(command) ?? []
  if (constraint !== undefined) return { kind: 'constraint', name: `${constraint} on ${table}` }
  const [, kind, object] = made.exec(command) ?? []
  return kind === undefined || object === undefined ? undefined : { kind: kind.trim().toLowerCase(), name: object }
}

/** The last part of the thing's own name, without its schema. */
export function aboutOf(thing: Thing | undefined): { readonly about?: readonly string[] } {
  const [own = ''] = thing?.name.split(' on ') ?? []
  const last = /("(?:[^"]|"")*"|[^".]+)$/.exec(own)?.[1]?.replaceAll('"', '')
  return last === undefined || last === '' ? {} : { about: [last] }
}
