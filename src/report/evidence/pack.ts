import { type Compliance, complianceOf, type Health, type HealthFinding } from '../../judge/judge.ts'
import { csv, type Row } from './csv.ts'
import { drillRows, trialRows } from './drill-row.ts'

/** What was read of one test restore. Absent = not known, and `notKnown` says why. */
export interface RestoreTest {
  readonly source: string
  readonly backup: string
  readonly backupStartedAt: string
  readonly startedAt: string
  readonly finishedAt?: string
  /** Absent: no more than a name claims it. */
  readonly outcome?: 'passed' | 'failed'
  readonly store: string
  readonly engine: string
  /** Of the server and the programs that made the backup, by name. */
  readonly backupVersions: Readonly<Record<string, string>>
  /** Of those that restored it. */
  readonly testVersions?: Readonly<Record<string, string>>
  /** Sealed bytes of the backup. */
  readonly bytes: number
  readonly askedBy?: string
  readonly askedBecause?: string
  readonly run?: string
  readonly restoreMs?: number
  readonly durations?: Readonly<Record<string, number>>
  readonly failures: readonly string[]
  readonly manifest: string
  readonly manifestSha256?: string
  readonly proof: string
  readonly proofSha256?: string
  readonly notKnown: readonly string[]
}

/** A restore that somebody asked for. */
export interface RestoreDone {
  readonly source: string
  readonly id: string
  readonly backup: string
  readonly state: string
  readonly startedAt: string
  readonly completedAt?: string
  readonly askedBy?: string
  readonly into?: string
  readonly scope?: string
  readonly store?: string
  readonly restoredBytes?: number
  readonly error?: string
}

export interface EvidenceReading {
  readonly policyDigest: string
  readonly tests: readonly RestoreTest[]
  readonly restores: readonly RestoreDone[]
}

/** The files of the pack but for its index: each table as CSV and as JSON, with the same fields in every row. Pure. */
export function evidenceFiles(health: Health, reading: EvidenceReading): ReadonlyMap<string, string> {
  const tables: Readonly<Record<string, readonly Row[]>> = {
    'backup-configuration': configuration(health, reading.policyDigest),
    'restore-tests': reading.tests.map((test) => testRow(test, health)),
    restores: reading.restores.map(restoreRow),
    drills: drillRows(health),
    trials: trialRows(health),
    compliance: complianceOf(health).map(complianceRow),
    findings: findingRows(health),
  }
  const files = new Map<string, string>()
  for (const [name, rows] of Object.entries(tables)) {
    files.set(`${name}.csv`, csv(columns[name] ?? [], rows))
    files.set(`${name}.json`, `${JSON.stringify(rows, null, 2)}\n`)
  }
  files.set('health.json', `${JSON.stringify(health, null, 2)}\n`)
  return files
}

/** Columns of tables that may be empty: a file without rows has its head all the same. */
const columns: Readonly<Record<string, readonly string[]>> = {
  'backup-configuration':
    'source engine group class schedule timezone stores verify_check verify_read verify_restore assertions rpo_ms rto_ms copies verified_within_ms encryption key_box recipients signature_required signers second_layers retention min_keep grace policy policy_sha256 not_known'.split(
      ' ',
    ),
  'restore-tests':
    'source engine backup backup_started_at backup_bytes backup_versions started_at finished_at outcome asked_by asked_because run store test_versions restore_ms rto_ms rto_met data_age_ms rpo_ms rpo_met steps failures manifest manifest_sha256 proof proof_sha256 not_known'.split(
      ' ',
    ),
  restores:
    'source id backup state started_at completed_at asked_by into scope store restored_bytes error not_known'.split(
      ' ',
    ),
  drills:
    'drill kind outcome started_at ended_at asked_by run signed_off_by signed_off_claimed signed_off_because source source_outcome backup store restore_ms rto_ms rto_met data_age_ms rpo_ms rpo_met compared assertions application problem not_known'.split(
      ' ',
    ),
  trials: 'source backup started_at outcome store image not_known'.split(' '),
  compliance: 'source store rule asked found met evidence not_known'.split(' '),
  findings: 'source store level code message hint backup not_known'.split(' '),
}

const list = (texts: readonly string[]) => texts.join('; ')
const orEmpty = (value: string | number | undefined) => value ?? ''
const yes = (value: boolean | undefined) => (value === undefined ? '' : value ? 'yes' : 'no')

function configuration({ sources, policy }: Health, digest: string): readonly Row[] {
  return sources.map(
    ({ source, engine, group, class: kind, schedule, copies, verification, objectives, encryption, retention }) => ({
      ...{ source, engine, group: orEmpty(group), class: orEmpty(kind) },
      ...{ schedule: schedule.cron ?? '', timezone: schedule.timezone, stores: list(copies.map(({ store }) => store)) },
      verify_check: orEmpty(verification?.check),
      verify_read: orEmpty(verification?.read),
      verify_restore: orEmpty(verification?.restore),
      assertions: orEmpty(verification?.assertions),
      rpo_ms: orEmpty(objectives.rpo.targetMs),
      rto_ms: orEmpty(objectives.rto.targetMs),
      copies: orEmpty(objectives.copies.target),
      verified_within_ms: orEmpty(objectives.verified.targetMs),
      ...{ encryption: encryption.algorithm, key_box: encryption.keyBox },
      recipients: list(encryption.recipients.filter(({ inPolicy }) => inPolicy).map(({ fingerprint }) => fingerprint)),
      ...{ signature_required: yes(encryption.signed.required), signers: list(encryption.signed.signers) },
      second_layers: list(encryption.layers.map(({ store, type, key }) => `${store}: ${type}${key ? ` ${key}` : ''}`)),
      ...{ retention: list(retention.rules), min_keep: retention.minKeep, grace: retention.grace },
      ...{ policy, policy_sha256: digest, not_known: '' },
    }),
  )
}

function testRow(test: RestoreTest, { sources }: Health): Row {
  const { rpo, rto } = sources.find(({ source }) => source === test.source)?.objectives ?? {}
  const ageMs = Math.max(0, Date.parse(test.startedAt) - Date.parse(test.backupStartedAt))
  const { restoreMs } = test
  const inTime = restoreMs === undefined || rto?.targetMs === undefined ? undefined : restoreMs <= rto.targetMs
  return {
    source: test.source,
    engine: test.engine,
    backup: test.backup,
    backup_started_at: test.backupStartedAt,
    backup_bytes: test.bytes,
    backup_versions: versionList(test.backupVersions),
    started_at: test.startedAt,
    finished_at: orEmpty(test.finishedAt),
    outcome: orEmpty(test.outcome),
    asked_by: orEmpty(test.askedBy),
    asked_because: orEmpty(test.askedBecause),
    run: orEmpty(test.run),
    store: test.store,
    test_versions: versionList(test.testVersions),
    restore_ms: orEmpty(restoreMs),
    rto_ms: orEmpty(rto?.targetMs),
    // What failed was not restored within any time.
    rto_met: test.outcome === 'failed' && rto?.targetMs !== undefined ? 'no' : yes(inTime),
    data_age_ms: ageMs,
    rpo_ms: orEmpty(rpo?.targetMs),
    rpo_met: yes(rpo?.targetMs === undefined || test.outcome === undefined ? undefined : ageMs <= rpo.targetMs),
    steps: list(Object.entries(test.durations ?? {}).map(([step, ms]) => `${step} ${Math.round(ms)} ms`)),
    failures: list(test.failures),
    manifest: test.manifest,
    manifest_sha256: orEmpty(test.manifestSha256),
    proof: test.proof,
    proof_sha256: orEmpty(test.proofSha256),
    not_known: list([
      ...test.notKnown,
      ...(rto?.targetMs === undefined ? ['rto_met: the policy has no RTO'] : []),
      ...(rpo?.targetMs === undefined ? ['rpo_met: the policy has no RPO'] : []),
    ]),
  }
}

const versionList = (versions: Readonly<Record<string, string>> = {}) =>
  list(Object.entries(versions).map(([name, version]) => `${name} ${version}`))

function restoreRow(one: RestoreDone): Row {
  const missing = [
    ...(one.askedBy === undefined ? ['asked_by: its record does not say'] : []),
    ...(one.completedAt === undefined ? ['completed_at: it has not ended, or its record was not read'] : []),
  ]
  return {
    ...{ source: one.source, id: one.id, backup: one.backup, state: one.state, started_at: one.startedAt },
    ...{ completed_at: orEmpty(one.completedAt), asked_by: orEmpty(one.askedBy), into: orEmpty(one.into) },
    ...{ scope: orEmpty(one.scope), store: orEmpty(one.store), restored_bytes: orEmpty(one.restoredBytes) },
    ...{ error: orEmpty(one.error), not_known: list(missing) },
  }
}

const complianceRow = ({ source = '', store = '', rule, asked, found, met, evidence }: Compliance): Row => ({
  ...{ source, store, rule, asked, found, met, evidence: list(evidence) },
  not_known: met === 'unknown' ? `met: ${found}` : '',
})

function findingRows({ sources, stores, findings }: Health): readonly Row[] {
  const row = (source: string, { store = '', level, code, message, hint = '', backup = '' }: HealthFinding): Row => ({
    ...{ source, store, level, code, message, hint, backup, not_known: '' },
  })
  return [
    ...sources.flatMap(({ source, findings: own }) => own.map((one) => row(source, one))),
    ...stores.flatMap(({ store, findings: own }) => own.map((one) => row('', { ...one, store }))),
    ...findings.map((one) => row('', one)),
  ]
}
