import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import type { Bench } from './contest.ts'
import { sqlFile } from './data.ts'
import { databaseMissing, startDatabase } from './database.ts'
import { parseOptions } from './option.ts'
import { build, ours } from './ours.ts'
import { fromFile, fromPostgres, memory, restores, startUp, type Table } from './section.ts'
import { startServer } from './server.ts'
import { markdown } from './table.ts'

const options = parseOptions(process.argv.slice(2))
if (typeof options === 'string') {
  process.stdout.write(options)
} else {
  const say = (text: string) => process.stderr.write(`bench: ${text}\n`)
  const home = process.env['BENCH_HOME'] ?? '/tmp/restorable-bench'
  mkdirSync(home, { recursive: true })
  if (!options.cli) say('building')
  const cli = options.cli ?? build(home)
  say('making the file')
  const file = sqlFile(home, options.sizeBytes)
  const wants = (...names: readonly string[]) => options.sections.some((name) => names.includes(name))
  const missing = await databaseMissing()
  if (missing) say(`without PostgreSQL: ${missing}`)

  await using server = await startServer(home)
  await using database =
    missing === undefined && wants('postgres', 'restore', 'memory')
      ? await startDatabase(options.sizeBytes * 0.7, say)
      : undefined
  const { rounds } = options
  const bench: Bench = { home, rounds, file, server, database, ours: ours(home, cli, file, server, database), say }

  const tables: Table[] = []
  if (wants('file')) tables.push(...(await fromFile(bench)))
  if (wants('postgres') && database) tables.push(...(await fromPostgres(bench)))
  if (wants('restore') && database) tables.push(...(await restores(bench)))
  if (wants('memory')) tables.push(...(await memory(bench)))
  const startSeconds = wants('start') ? await startUp(bench) : undefined

  const machine = `${cpus().length} cores (${cpus()[0]?.model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}, ${server.name}`
  const load = execFileSync('uptime', { encoding: 'utf8' })
    .replace(/^.*load average: /s, '')
    .trim()
  process.stdout.write(`${markdown({ machine, load, rounds, tables, startSeconds })}\n`)
  if (options.json)
    writeFileSync(options.json, JSON.stringify({ machine, load, rounds, tables, startSeconds }, null, 2))
}
