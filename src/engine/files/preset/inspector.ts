import { dirname, resolve } from 'node:path'
import type { FilesSource } from '../../../policy/policy.ts'
import type { Facts } from '../../contract.ts'
import type { Findings } from '../finding.ts'
import type { Member } from '../member.ts'
import { isBelow, shown } from '../name.ts'
import { type Certificate, described } from './certificate.ts'
import { type Look, startLook } from './look.ts'

/** The kind of the facts that lists them: of a backup that a preset looked into, and of no other. */
export const certificateKind = 'certificate'

const soonMs = 30 * 86_400_000
// For people, and all of them are in facts.json: a source with more has something else in mind.
const mostListed = 10_000

/** Looks at what a source with a preset backs up, while it is read. */
export class Inspector {
  readonly #preset: NonNullable<FilesSource['preset']>
  readonly #roots: readonly string[]
  readonly #findings: Findings
  readonly #now: Date
  readonly #list = new CertificateList()

  constructor(preset: NonNullable<FilesSource['preset']>, roots: readonly string[], findings: Findings, now: Date) {
    this.#preset = preset
    this.#roots = roots
    this.#findings = findings
    this.#now = now
  }

  /** A symbolic link: its target is a text, and nothing is asked of it. */
  link(path: string, { target }: Member): void {
    const leadsTo = resolve(dirname(path), target)
    if (!this.#roots.some((root) => isBelow(root, leadsTo))) this.#findings.outside(path, target)
  }

  /** Looks into a file; undefined: there is nothing to see. */
  file(path: string, { mode, size }: Member): Look | undefined {
    const look = startLook(path, size)
    if (look === undefined) return undefined
    const found = () => {
      const seen = look.found()
      if (seen.hasPrivateKey && (mode & 0o007) !== 0) this.#findings.exposed(path, mode & 0o777)
      if (seen.unparsed > 0) this.#findings.unparsed(path)
      for (const certificate of seen.certificates) this.#judge(path, certificate)
      this.#list.add(path, seen.certificates)
      return seen
    }
    return { add: (chunk) => look.add(chunk), found }
  }

  /** The facts with what was seen. */
  facts(facts: Facts): Facts {
    if (this.#preset === 'certificates' && this.#list.isEmpty) this.#findings.noCertificate(this.#roots.map(shown))
    return withCertificates(facts, this.#list)
  }

  #judge(path: string, certificate: Certificate): void {
    const leftMs = certificate.until.getTime() - this.#now.getTime()
    if (leftMs > soonMs) return
    const days = Math.floor(leftMs / 86_400_000)
    const when = leftMs <= 0 ? 'has expired' : days === 0 ? 'expires within a day' : `expires in ${days} days`
    this.#findings.expires(path, `${described(certificate)} ${when}`)
  }
}

/** The same of a source and of what was restored. */
export class CertificateList {
  readonly #names: string[] = []

  add(path: string, certificates: readonly Certificate[]): void {
    for (const certificate of certificates) {
      if (this.#names.length < mostListed) this.#names.push(`${shown(path)}: ${described(certificate)}`)
    }
  }

  get isEmpty(): boolean {
    return this.#names.length === 0
  }

  sorted(): readonly string[] {
    return [...new Set(this.#names)].sort()
  }
}

export const withCertificates = (facts: Facts, list: CertificateList): Facts => ({
  ...facts,
  objects: { ...facts.objects, [certificateKind]: list.sorted() },
})
