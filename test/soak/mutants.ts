import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { mutants } from './mutant.ts'
import type { Mutant } from './mutation.ts'

// script/soak --mutants [NAME...]: each fault, put into a copy of the program, must make the simulation fail.

const top = resolve(import.meta.dirname, '../..')
/** At most, for each: so many are the same on every machine. */
const worlds = 40

interface MutantResult {
  /** How many it took. */
  readonly worlds: number
  /** What the simulation says of it; undefined: it noticed nothing. */
  readonly message: string | undefined
}

function findIn(folder: string, { edits, log }: Mutant): MutantResult {
  const texts = new Map<string, string>()
  try {
    for (const { file, from, to } of edits) {
      const path = join(folder, 'src', file)
      const text = readFileSync(path, 'utf8')
      texts.set(path, texts.get(path) ?? text)
      if (text.split(from).length !== 2) throw new Error(`${file} does not have once: ${from}`)
      writeFileSync(
        path,
        text.replace(from, () => to),
      )
    }
    const kind = log ? ['--log'] : []
    const args = ['test/soak/main.ts', ...kind, '--seed', '1', '--worlds', String(worlds), '--no-shrink']
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' })
    const message = /^FAILED (.*)$/m.exec(stdout)?.[1]
    const taken = /"episodes":(\d+)/.exec(stdout)?.[1]
    // A program that does not even run would show nothing.
    if (taken === undefined || (status !== 0 && message === undefined))
      throw new Error(`the simulation itself broke: ${stderr}`)
    return { worlds: Number(taken), message }
  } finally {
    for (const [path, text] of texts) writeFileSync(path, text)
  }
}

const folder = mkdtempSync(join(tmpdir(), 'backproof-mutants-'))
let missed = 0
try {
  for (const name of ['src', 'test', 'docs', 'package.json'])
    cpSync(join(top, name), join(folder, name), { recursive: true })
  symlinkSync(join(top, 'node_modules'), join(folder, 'node_modules'))
  const wanted = process.argv.slice(2)
  const some = mutants.filter(({ name }) => wanted.length === 0 || wanted.some((part) => name.includes(part)))
  for (const mutant of some) {
    const beganAt = Date.now()
    const { message, worlds: taken } = findIn(folder, mutant)
    const seconds = Math.round((Date.now() - beganAt) / 1000)
    const counted = `${taken} world${taken === 1 ? '' : 's'}, ${seconds} s`
    if (message === undefined) missed += 1
    console.log(
      message === undefined
        ? `MISSED in ${counted}  ${mutant.name}`
        : `caught in ${counted}  ${mutant.name}: ${message}`,
    )
  }
  console.log(`${some.length - missed} of ${some.length} mutants caught`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
process.exitCode = missed > 0 ? 1 : 0
