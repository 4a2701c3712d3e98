/** The rules of test/layers.test.ts: each takes one source file and gives sentences, none if the file keeps the rule. */

export interface SourceFile {
  /** From the repository's root: "src/store/s3/s3.ts". */
  readonly path: string
  readonly text: string
}

/** Folder (or file of src/ itself): what it may import besides problem.ts, words.ts and its own files. */
export const mayImport: Readonly<Record<string, readonly string[] | 'everything'>> = {
  problem: [],
  words: [],
  progress: [],
  policy: [],
  runtime: [],
  store: [],
  seal: [],
  github: [],
  trust: [],
  engine: ['policy', 'runtime'],
  catalog: ['policy', 'store', 'seal'],
  plan: ['policy', 'catalog'],
  retain: ['policy', 'catalog'],
  verify: ['policy', 'runtime', 'engine', 'catalog', 'seal', 'store', 'progress'],
  report: ['policy', 'plan', 'catalog', 'retain', 'verify', 'progress'],
  command: 'everything',
  world: 'everything',
  action: 'everything',
  cli: 'everything',
  bundle: 'everything',
}

/** Where a thing of the outside may be used: folders, or files of src/. */
const owners: readonly { readonly what: RegExp; readonly owner: readonly string[]; readonly name: string }[] = [
  { what: /^node:child_process$/, owner: ['runtime'], name: 'node:child_process' },
  { what: /^tweetnacl$/, owner: ['seal'], name: 'cryptography (tweetnacl)' },
  // Trust reads the objects of git, which are compressed.
  { what: /^node:zlib$/, owner: ['seal', 'trust'], name: 'compression (node:zlib)' },
  { what: /^@(aws-sdk|smithy)\//, owner: ['store'], name: "AWS's SDK" },
  { what: /^@actions\//, owner: ['action', 'github'], name: '@actions/*' },
]
const ciphers =
  /\b(create(Cipher|Decipher)iv|hkdf(Sync)?|diffieHellman|publicEncrypt|privateDecrypt|create(Sign|Verify))\b/

/** Files that only compute: the same arguments always give the same result. */
const pure = /^src\/(plan|retain|report)\/|^src\/verify\/compare\.ts$|^src\/catalog\/(manifest|object-name)\.ts$/
const impurities: readonly { readonly what: RegExp; readonly name: string }[] = [
  { what: /\bawait\b|\basync\b/, name: 'waits (async, await)' },
  { what: /\bnew Date\(\)|\bDate\.now\(|\bperformance\./, name: 'reads the clock' },
  { what: /\bprocess\b/, name: 'looks at the process' },
  { what: /\bMath\.random\(|\brandom(Bytes|UUID|Int)\b/, name: 'rolls dice' },
  {
    what: /from 'node:(fs|net|http|https|os|child_process|timers|dns|tls)/,
    name: 'reaches outside (files, network, time)',
  },
  { what: /\bfetch\(/, name: 'reaches outside (fetch)' },
]

/** The folder of a file of src/, or its name where it lies in src/ itself. */
export function folderOf(path: string): string {
  const [, first = '', second] = path.split('/')
  return second === undefined ? first.replace(/\.ts$/, '') : first
}

/** Every module that a file names: static, type-only, re-exported and dynamic imports. */
export function importsOf(text: string): readonly string[] {
  const code = withoutComments(text)
  const named = code.matchAll(/^\s*(?:import|export)\b[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]/gm)
  const bare = code.matchAll(/^\s*import\s*['"]([^'"]+)['"]/gm)
  const dynamic = code.matchAll(/\b(?:import|require)\(\s*['"`]([^'"`]+)['"`]/g)
  return [...named, ...bare, ...dynamic].map((match) => match[1] ?? '')
}

/** The lines that run: none that are comments, no comment at a line's end. */
function withoutComments(text: string): string {
  return text
    .replace(/^\s*\/\*[\s\S]*?\*\//gm, '')
    .split('\n')
    .map((line) => line.replace(/(^|\s)\/\/ .*$/, ''))
    .join('\n')
}

export function importProblems(file: SourceFile): readonly string[] {
  const from = folderOf(file.path)
  const allowed = mayImport[from]
  if (allowed === undefined) {
    return [
      `${file.path}: ${from} is not in the import table: add it to DESIGN's table and to test/layer-rule.ts, or put the file into the folder of the noun that it takes first.`,
    ]
  }
  return importsOf(file.text).flatMap((module) => {
    if (!module.startsWith('.')) return packageProblems(file.path, from, module)
    const target = new URL(module, `file:///${file.path}`).pathname.slice(1)
    const to = folderOf(target)
    if (!target.startsWith('src/')) return [`${file.path} imports ${module}, which is outside src/.`]
    if (to === from || to === 'problem' || to === 'words') return []
    if (allowed !== 'everything' && !allowed.includes(to)) {
      const may = ['problem.ts', 'words.ts', ...allowed].join(', ')
      return [
        `${file.path} imports ${module}: ${from} may import only ${may}. Pass the value in, or move the code to a folder that may know both.`,
      ]
    }
    const isFolder = target.split('/').length === 3
    if (isFolder && to !== 'command' && target !== `src/${to}/${to}.ts`) {
      return [
        `${file.path} imports ${module}: another folder is entered by its front door. Import ../${to}/${to}.ts, and export there what is missing.`,
      ]
    }
    return []
  })
}

function packageProblems(path: string, from: string, module: string): readonly string[] {
  return owners
    .filter(({ what, owner }) => what.test(module) && !owner.includes(from))
    .map(
      ({ name, owner }) =>
        `${path} imports ${module}: ${name} belongs to ${owner.join(' and ')}. Call a function of that folder.`,
    )
}

export function ownerProblems(file: SourceFile): readonly string[] {
  const from = folderOf(file.path)
  const code = withoutComments(file.text)
  const found: string[] = []
  if (from !== 'seal' && ciphers.test(code))
    found.push(`${file.path} uses a cipher: ciphers belong to seal. Hashes and random bytes are fine anywhere.`)
  if (!['cli', 'action'].includes(from) && /\bprocess\s*\.\s*(env|exit)\b|\bprocess\[/.test(code)) {
    found.push(
      `${file.path} uses process.env or process.exit: only cli.ts and action.ts may. Take the value from World, or throw a Problem.`,
    )
  }
  if (!['cli', 'action', 'world'].includes(from) && /\bnew Date\(\)|\bDate\.now\(/.test(code)) {
    found.push(`${file.path} reads the clock: only the edges may. Take now as an argument.`)
  }
  return found
}

export function purityProblems(file: SourceFile): readonly string[] {
  if (!pure.test(file.path)) return []
  const code = withoutComments(file.text)
  return impurities
    .filter(({ what }) => what.test(code))
    .map(
      ({ name }) =>
        `${file.path} ${name}: it is one of the files that only compute. Pass the value in, or move the effect to command/.`,
    )
}

export function shapeProblems(file: SourceFile): readonly string[] {
  const found: string[] = []
  const lines = file.text.split('\n').length - 1
  if (lines > 350) found.push(`${file.path} has ${lines} lines: more than 350 is two files.`)
  const name = file.path.split('/').at(-1) ?? ''
  if (file.path.split(/[/.]/).some((part) => /^(utils?|helpers?|common|libs?)$/.test(part))) {
    found.push(`${file.path}: a name like this says nothing. A function belongs to the noun that it takes first.`)
  }
  if (!/^[a-z0-9]+(-[a-z0-9]+)*((\.container|\.extended)?\.test)?\.ts$/.test(name)) {
    found.push(`${file.path}: file names are kebab-case, and a test's suffix is its tier.`)
  }
  return found
}

// In two pieces, so that the rule does not break itself.
const hosts = [
  'npmjs|com',
  'npmjs|org',
  'docker|io/',
  'hub.docker|com',
  'ghcr|io',
  'quay|io',
  'pypi|org',
  'crates|io',
  'proxy.golang|org',
  'deb.debian|org',
  'maven|org',
]

/** Where packages and images come from is the machine's business: mirrors and offline machines must work. */
export function hostProblems(file: SourceFile): readonly string[] {
  return hosts
    .map((host) => host.replace('|', '.'))
    .filter((host) => file.text.includes(host))
    .map((host) => `${file.path} names ${host}: name packages and images, never the host they come from.`)
}
