import type { Block, Document } from './contract.ts'

/** What is known of a secret key that is put on paper. */
export interface KitLook {
  readonly project: string
  /** ISO 8601. */
  readonly at: string
  /** rsec1..., and its code for a camera as SVG. */
  readonly secret: string
  readonly picture: string
  readonly recipient: string
  readonly fingerprint: string
  /** Whether the policy seals to it, and whose it is by the comment beside it. */
  readonly inPolicy: boolean
  readonly holder?: string
  /** Names, and where each is. */
  readonly stores: readonly { readonly name: string; readonly where: string }[]
  readonly sources: readonly string[]
  /** By name, the SHA-256 of the scripts that each store carries. */
  readonly scripts: readonly { readonly name: string; readonly sha256: string }[]
}

/** A page to print and lock away: the key, what it opens, and how it is used, also without this program. Pure. */
export function kitDocument(look: KitLook): Document {
  const { project, at, secret, picture, recipient, fingerprint, inPolicy, holder, stores, sources, scripts } = look
  const groups = secret.match(/.{1,8}/g) ?? []
  const blocks: readonly Block[] = [
    { kind: 'heading', text: 'The secret key' },
    {
      kind: 'text',
      text: 'Whoever has this page can read every backup that is sealed to it. Lock it away, apart from the backups, and make no photograph of it.',
    },
    {
      kind: 'code',
      lines: [groups.join(' '), '', 'Type it without the spaces. The last six characters find a mistyped one.'],
      picture,
    },
    {
      kind: 'table',
      head: ['', ''],
      widths: [1, 4],
      empty: '',
      rows: [
        ['fingerprint', fingerprint],
        ['its public key', recipient],
        ...(holder === undefined ? [] : [['held by', holder]]),
        [
          'policy',
          inPolicy ? 'new backups are sealed to it' : 'new backups are NOT sealed to it: it opens earlier ones only',
        ],
      ],
    },
    { kind: 'heading', text: 'What it opens' },
    {
      kind: 'table',
      head: ['store', 'where'],
      widths: [1, 4],
      empty: 'No policy was at hand when this page was made.',
      rows: stores.map(({ name, where }) => [name, where]),
    },
    { kind: 'list', items: sources.length === 0 ? [] : [`Sources: ${sources.join(', ')}`], empty: '' },
    { kind: 'heading', text: 'With Backproof' },
    {
      kind: 'code',
      lines: [
        'read -rs BACKPROOF_SECRET_KEY && export BACKPROOF_SECRET_KEY   # type or paste the key',
        'backproof list',
        "backproof restore --source NAME --into './restored'            # or '${RESTORE_URL}'",
      ],
    },
    { kind: 'heading', text: 'Without it' },
    {
      kind: 'text',
      text: 'Each store has RECOVERY.md at its top, and scripts in RECOVERY/. They need Python 3, its packages cryptography and pynacl, and zstd. Whoever can write to the store can alter them: their SHA-256 must be these, or those of a later version.',
    },
    {
      kind: 'table',
      head: ['script', 'SHA-256'],
      widths: [1, 4],
      empty: '',
      rows: scripts.map((one) => [one.name, one.sha256]),
    },
    { kind: 'signature', text: 'Printed and locked away by' },
  ]
  return { title: `Recovery kit of ${project}`, lines: [`Made by Backproof on ${at.slice(0, 10)}.`], at, blocks }
}
