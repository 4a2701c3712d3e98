import { createHash } from 'node:crypto'
import { LineCounter } from 'yaml'
import { didYouMean, nearest } from '../words/words.ts'
import { buildTimes, checkAlerts, storageLowOf, wholeRule } from './alert/build.ts'
import type { AlertsInput } from './alert/schema.ts'
import type { PolicyChecks } from './checks.ts'
import { buildDrills } from './drill/schema.ts'
import { buildEncryption } from './encryption/build.ts'
import type { Policy, StoreConfig } from './model.ts'
import { buildNotify, repeatedName } from './notify/build.ts'
import type { NotifyInput } from './notify/schema.ts'
import { buildPlan, checkPrices } from './plan/build.ts'
import { policyShapes, type Shapes } from './schema.ts'
import { buildServe } from './serve/build.ts'
import { type EngineName, engineNames, isEngine, kindOf, type Source } from './source/all.ts'
import { checkSource } from './source/kind/check.ts'
import { withoutLog } from './source/kind/point-in-time.ts'
import { checkOrder } from './source/kind/recovery.ts'
import type { Context, Defaults } from './source/kind/shape.ts'
import { checkWindow } from './source/kind/window.ts'
import { buildStore, checkStoreRetention, checkStoresDiffer } from './store/build.ts'
import { policyInvalid } from './text/finding.ts'
import { readPart } from './text/issue.ts'
import { byName, mentionsIn } from './text/mention.ts'
import { Findings, type Path, rangeAt, treeAt } from './text/position.ts'
import { scanFile } from './text/scan.ts'
import { showPath, showText, showValue } from './text/show.ts'
import { readTree, type Tree } from './text/tree.ts'
import { asName, namePattern, nameRule } from './value/name.ts'
import { type SecretPlace, secret, type Unset, unsetIn } from './value/secret.ts'
import type { Environment } from './value/template.ts'
import { timezoneWrong } from './value/timezone.ts'

export interface ParseOptions {
  /** The file's path, as people know it: part of every message. */
  readonly path: string
  readonly env: Environment
  readonly checks: PolicyChecks
}

const longestFile = 1_048_576

/**
 * The policy in a text, with every default filled in.
 * @throws Problem policy-invalid with every mistake found (see policyFindings), and nothing else, whatever the text.
 */
export function parsePolicy(text: string, options: ParseOptions): Policy {
  const lines = new LineCounter()
  const findings = new Findings(text, lines)
  const policy = isText(text, findings) ? read(text, lines, findings, options) : undefined
  if (policy === undefined || findings.all.length > 0) throw policyInvalid(options.path, findings.all)
  return policy
}

function isText(text: string, findings: Findings): boolean {
  const add = (message: string, hint?: string) => findings.add({ message, hint, range: { from: 0, to: 0 }, path: [] })
  if (text.length > longestFile) add('the file is longer than 1 MiB')
  // Read as UTF-8: its mark is no character, and every other one of its bytes is NUL.
  else if (/^(\ufffd\ufffd|.?\0)/s.test(text)) add('the file is UTF-16', 'Save it as UTF-8.')
  return findings.all.length === 0
}

function read(text: string, lines: LineCounter, findings: Findings, options: ParseOptions): Policy | undefined {
  const root = readTree(text, lines, (found) => findings.add(found))
  if (root === undefined) return undefined
  // What a decoder writes for bytes that are no UTF-8: a path or a tag would be another.
  const from = text.indexOf('\ufffd')
  if (from !== -1) {
    const message = 'the file is not UTF-8: it has bytes here that are not a character'
    findings.add({ message, hint: 'Save it as UTF-8.', range: { from, to: from }, path: [] })
    return undefined
  }
  const version = treeAt(root, ['version'])
  if (version !== undefined && version.value !== 1) {
    // Another version has other keys: everything else would be noise.
    const message = `version must be 1, not ${showValue(version.value)}: this program reads version 1`
    findings.add({
      message,
      hint: 'Write version: 1, or use the newer program.',
      range: rangeAt(root, ['version'], 'value'),
      path: ['version'],
    })
    return undefined
  }
  scanFile(root, findings)
  return new Reading(root, findings, options, text).policy()
}

/** What the policy says of alerts. */
interface Told {
  readonly timezone?: string | undefined
  readonly notify?: NotifyInput | undefined
  readonly alerts?: AlertsInput | undefined
}

/** One reading of a syntactically right file, part by part. */
class Reading {
  readonly #root: Tree
  readonly #findings: Findings
  readonly #options: ParseOptions
  readonly #text: string
  readonly #context: Context
  readonly #shapes: Shapes

  constructor(root: Tree, findings: Findings, options: ParseOptions, text: string) {
    this.#root = root
    this.#findings = findings
    this.#options = options
    this.#text = text
    const timezone = treeAt(root, ['timezone'])?.value
    this.#context = {
      env: options.env,
      checks: options.checks,
      timezone: typeof timezone === 'string' && !timezoneWrong(timezone) ? timezone : 'UTC',
      stores: this.#names(['stores']),
    }
    this.#shapes = policyShapes(this.#context)
  }

  policy(): Policy | undefined {
    const header = readPart(this.#shapes.header, this.#root, [], this.#findings)
    const stores = this.#stores()
    const sources = this.#sources(byName(stores), header)
    if (header?.prices) checkPrices(header.prices, this.#names(['stores']), this.#root, this.#findings)
    if (!header) return undefined
    const notify = this.#notify(header)
    const heard = (notify?.channels.length ?? 0) > 0
    const { drills } = buildDrills(header.drills)
    const asked = drills && (drills.partial ?? drills.full ?? drills.manual) !== undefined
    const surrounding = {
      sources,
      stores: [...stores.values()],
      heard,
      drills: asked === true,
      rotates: header.encryption['rotate-every'] !== undefined,
    }
    checkAlerts(this.#root, surrounding, this.#findings)
    return {
      version: 1,
      project: header.project,
      timezone: header.timezone ?? 'UTC',
      path: this.#options.path,
      digest: createHash('sha256').update(this.#text).digest('hex'),
      stores: byName(stores),
      encryption: buildEncryption(header.encryption),
      sources: byName(sources.map((source) => [source.name, source])),
      ...(header.concurrency === undefined ? {} : { concurrency: header.concurrency }),
      ...buildPlan(header),
      mentions: mentionsIn(this.#text, this.#root),
      ...(drills ? { drills } : {}),
      ...(notify ? { notify } : {}),
      ...buildServe(header.serve, (template, path) => this.#secret(template, path)),
    }
  }

  #notify({ notify: input, alerts, timezone = 'UTC' }: Told): Policy['notify'] {
    if (input === undefined) return undefined
    const notify = buildNotify(input, (template, ...path) => this.#secret(template, ['notify', ...path]))
    const twice = repeatedName(notify)
    const path = ['notify', 'webhook']
    if (twice !== undefined)
      this.#findings.add({
        message: `notify.webhook has two that are called ${twice}`,
        hint: 'Give each a name of its own.',
        range: rangeAt(this.#root, path, 'key'),
        path,
      })
    const storageLow = storageLowOf(alerts)
    const drillOverdue = wholeRule(alerts, 'drill-overdue')
    const keyRotationDue = wholeRule(alerts, 'key-rotation-due')
    return {
      ...notify,
      times: buildTimes(alerts, timezone),
      ...(storageLow === undefined ? {} : { storageLow }),
      ...(drillOverdue ? { drillOverdue } : {}),
      ...(keyRotationDue ? { keyRotationDue } : {}),
    }
  }

  #stores(): ReadonlyMap<string, StoreConfig> {
    const stores = new Map<string, StoreConfig>()
    for (const name of this.#checkedNames(['stores'], 'store')) {
      const input = readPart(this.#shapes.store, this.#root, ['stores', name], this.#findings)
      if (input) {
        checkStoreRetention(input, ['stores', name], this.#root, this.#findings)
        const at = ['stores', name]
        const built = buildStore(input, (template, ...path) => this.#secret(template, [...at, ...path]))
        const unset = this.#unset([
          [...at, 's3', 'bucket'],
          [...at, 'directory', 'path'],
        ])
        stores.set(name, { ...built, ...unset })
      }
    }
    checkStoresDiffer(stores, this.#root, this.#findings)
    return stores
  }

  #sources(stores: Policy['stores'], told: Told | undefined): readonly Source[] {
    const given = treeAt(this.#root, ['defaults']) !== undefined
    const defaults: Defaults =
      (given && readPart(this.#shapes.defaults, this.#root, ['defaults'], this.#findings)) || {}
    const names = this.#names(['stores'])
    const { timezone } = this.#context
    const sources: Source[] = []
    for (const name of this.#checkedNames(['sources'], 'source')) {
      const path = ['sources', name]
      const engine = this.#engine(path)
      const input =
        engine &&
        readPart(this.#shapes.source(engine), this.#root, path, this.#findings, kindOf(engine).lacking ?? withoutLog())
      if (!input) continue
      checkSource(engine, input, { defaults, stores: names }, path, this.#root, this.#findings)
      const source = kindOf(engine).build(input, {
        ...{ name, stores: Object.keys(stores), timezone, defaults, env: this.#context.env },
        forwards: kindOf(engine).forwards === true,
        ...(told?.notify ? { alerts: told.alerts ?? 'usual' } : {}),
        line: this.#findings.line(rangeAt(this.#root, path, 'key')),
        secret: (template, key) => this.#secret(template, [...path, key]),
        secretOf: (template, ...key) => {
          const own = [...path, ...key]
          return this.#secret(template, treeAt(this.#root, own) ? own : ['defaults', ...key])
        },
        assertionAt: (index) => {
          const range = rangeAt(this.#root, [...path, 'verify', 'assert', index], 'value')
          const { line, column } = this.#findings.position(range)
          return { line, column }
        },
      })
      const paths = [...(treeAt(this.#root, [...path, 'paths'])?.children.keys() ?? [])]
      const addresses = [[...path, 'path'], ...paths.map((_, index) => [...path, 'paths', index])]
      checkWindow(source, this.#options.checks, path, this.#root, this.#findings)
      sources.push({ ...source, ...this.#unset(addresses) })
    }
    checkOrder(sources, this.#names(['sources']), this.#root, this.#findings)
    return sources
  }

  /** Which keys a source has depends on its engine. */
  #engine(path: Path): EngineName | undefined {
    const source = treeAt(this.#root, path)
    const engine = source?.children.get('engine')
    const names = engineNames
    if (isEngine(engine?.value)) return engine.value
    const where = showPath(path)
    const hint = `The engines are ${names.join(', ')}.`
    if (engine) {
      const meant = typeof engine.value === 'string' ? didYouMean(engine.value, names) : ''
      const given = typeof engine.value === 'string' ? showText(engine.value) : 'this'
      const at = [...path, 'engine']
      const message = `${where}.engine: ${given} is not an engine${meant}`
      this.#findings.add({ message, hint, range: rangeAt(this.#root, at, 'value'), path: at })
    } else {
      const isMap = source && !Array.isArray(source.value) && typeof source.value === 'object' && source.value !== null
      const misspelt = [...(source?.children.keys() ?? [])].find((key) => nearest(key, ['engine']))
      const message = !isMap
        ? `${where} must be a map with an engine`
        : misspelt === undefined
          ? `${where}.engine is missing`
          : `${showPath([...path, misspelt])} is not a key of a source; did you mean engine?`
      const at = isMap && misspelt !== undefined ? [...path, misspelt] : path
      this.#findings.add({
        message,
        hint,
        range: rangeAt(this.#root, at, 'key'),
        path: isMap && misspelt === undefined ? [...path, 'engine'] : at,
      })
    }
    return undefined
  }

  #names(path: Path): readonly string[] {
    const tree = treeAt(this.#root, path)
    return tree && !Array.isArray(tree.value) ? [...tree.children.keys()] : []
  }

  #checkedNames(path: Path, noun: string): readonly string[] {
    const names = this.#names(path)
    const tree = treeAt(this.#root, path)
    const isMap = typeof tree?.value === 'object' && tree.value !== null && !Array.isArray(tree.value)
    if (isMap && names.length === 0) {
      const message = `${showPath(path)} is empty: at least one ${noun} is needed`
      this.#findings.add({ message, range: rangeAt(this.#root, path, 'key'), path })
    }
    for (const name of names.filter((each) => !namePattern.test(each))) {
      const meant = asName(name)
      this.#findings.add({
        message: `${showText(name)} is not a valid ${noun} name${meant ? `; did you mean ${meant}?` : ''}`,
        hint: `Write ${nameRule}.`,
        range: rangeAt(this.#root, [...path, name], 'key'),
        path: [...path, name],
      })
    }
    return names
  }

  #secret(template: string, path: Path) {
    return secret(template, this.#options.env, this.#place(path))
  }

  #place(path: Path): SecretPlace {
    const { line, column } = this.#findings.position(rangeAt(this.#root, path, 'value'))
    return { path: showPath(path), file: this.#options.path, line, column }
  }

  /** The first of these addresses that has a variable without a value, as a part of what it belongs to. */
  #unset(paths: readonly Path[]): { readonly unset?: Unset } {
    for (const path of paths) {
      const text = treeAt(this.#root, path)?.value
      const found = typeof text === 'string' ? unsetIn(text, this.#options.env, this.#place(path)) : undefined
      if (found) return { unset: found }
    }
    return {}
  }
}
