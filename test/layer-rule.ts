/** The rules of test/layers.test.ts: each takes one source file and gives sentences, none if the file keeps the rule. */

export interface SourceFile {
  /** From the repository's root: "src/store/s3/s3.ts". */
  readonly path: string
  readonly text: string
}

/** What every folder may import: words, time and bytes know nothing of the program. */
const ground = ['problem', 'words', 'time', 'bytes']

/** Folder (or file of src/ itself): what it may import besides the ground and its own files. */
export const mayImport: Readonly<Record<string, readonly string[] | 'everything'>> = {
  problem: [],
  words: [],
  bytes: [],
  time: [],
  progress: [],
  policy: [],
  runtime: [],
  store: [],
  seal: [],
  github: [],
  channel: [],
  trust: [],
  engine: ['policy', 'runtime'],
  catalog: ['policy', 'store', 'seal'],
  plan: ['policy', 'catalog'],
  retain: ['policy', 'catalog'],
  verify: ['policy', 'runtime', 'engine', 'catalog', 'seal', 'store', 'progress'],
  judge: ['policy', 'plan', 'catalog', 'retain', 'verify'],
  report: ['policy', 'plan', 'catalog', 'retain', 'verify', 'judge', 'progress'],
  command: 'everything',
  world: 'everything',
  action: 'everything',
  cli: 'everything',
  bundle: 'everything',
}

/** Where a thing of the outside may be used: folders, rooms of a folder, or files of src/. */
const owners: readonly { readonly what: RegExp; readonly owner: readonly string[]; readonly name: string }[] = [
  { what: /^node:child_process$/, owner: ['runtime'], name: 'node:child_process' },
  { what: /^tweetnacl$/, owner: ['seal'], name: 'cryptography (tweetnacl)' },
  // Trust reads the objects of git, which are compressed. Kafka's records come compressed too, and its library sets no limit; and so
  // may the statements in a binary log.
  {
    what: /^node:zlib$/,
    owner: ['seal', 'trust', 'engine/kafka', 'engine/mysql/log'],
    name: 'compression (node:zlib)',
  },
  { what: /^@(aws-sdk|smithy)\//, owner: ['store'], name: "AWS's SDK" },
  { what: /^@actions\//, owner: ['action', 'github'], name: '@actions/*' },
]
const ciphers =
  /\b(create(Cipher|Decipher)iv|hkdf(Sync)?|diffieHellman|publicEncrypt|privateDecrypt|create(Sign|Verify))\b/

/** Files that only compute: the same arguments always give the same result. */
const pure =
  /^src\/(words|time|plan|retain|judge|report)\/|^src\/verify\/compare\.ts$|^src\/catalog\/(manifest|object-name)\.ts$/
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
export function importsOf(text: string, kind: 'all' | 'static' = 'all'): readonly string[] {
  const code = withoutComments(text)
  const named = code.matchAll(/^\s*(?:import|export)\b[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]/gm)
  const bare = code.matchAll(/^\s*import\s*['"]([^'"]+)['"]/gm)
  const dynamic = kind === 'static' ? [] : code.matchAll(/\b(?:import|require)\(\s*['"`]([^'"`]+)['"`]/g)
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
    if (to === from) return doorProblems(file.path, module, target)
    const known = [...ground, ...(allowed === 'everything' ? [to] : allowed)]
    if (!known.includes(to)) {
      const may = ['problem.ts', ...known.slice(1)].join(', ')
      return [
        `${file.path} imports ${module}: ${from} may import only ${may}. Pass the value in, or move the code to a folder that may know both.`,
      ]
    }
    const isFolder = target.split('/').length > 2
    if (isFolder && to !== 'command' && target !== `src/${to}/${to}.ts`) {
      return [
        `${file.path} imports ${module}: another folder is entered by its front door. Import ../${to}/${to}.ts, and export there what is missing.`,
      ]
    }
    return []
  })
}

/** A door is for others: whoever is inside names the file that it means, or the door knows everybody and everybody it. */
function doorProblems(path: string, module: string, target: string): readonly string[] {
  const [, folder = '', ...rest] = target.split('/')
  if (folder === 'command' || rest.length !== 1 || rest[0] !== `${folder}.ts`) return []
  return [
    `${path} imports ${module}: inside a folder nobody imports its door. Import the file that has what is needed.`,
  ]
}

/** Every import in a circle, one line for each circle. What is imported only when it is called is no circle. */
export function circleProblems(files: readonly SourceFile[]): readonly string[] {
  const targets = new Map(
    files.map(({ path, text }) => [
      path,
      importsOf(text, 'static')
        .filter((module) => module.startsWith('.'))
        .map((module) => new URL(module, `file:///${path}`).pathname.slice(1)),
    ]),
  )
  const done = new Set<string>()
  const found: string[] = []
  const visit = (path: string, above: readonly string[]): void => {
    const at = above.indexOf(path)
    if (at >= 0) found.push([...above.slice(at), path].join(' -> '))
    if (at >= 0 || done.has(path)) return
    for (const target of targets.get(path) ?? []) visit(target, [...above, path])
    done.add(path)
  }
  for (const path of targets.keys()) visit(path, [])
  return found.map((circle) => `${circle}: no circles. What two files need of each other goes into a file of its own.`)
}

const mostFiles = 20

export function folderProblems(files: readonly SourceFile[]): readonly string[] {
  const folders = Map.groupBy(files, ({ path }) => path.slice(0, path.lastIndexOf('/')))
  return [...folders]
    .filter(([, inside]) => inside.length > mostFiles)
    .map(
      ([folder, { length }]) =>
        `${folder} has ${length} files, more than ${mostFiles}: a noun of four files is a folder.`,
    )
}

function packageProblems(path: string, from: string, module: string): readonly string[] {
  return owners
    .filter(
      ({ what, owner }) => what.test(module) && !owner.some((one) => one === from || path.startsWith(`src/${one}/`)),
    )
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

/** Where an engine may be called by its name: the two tables, and the engine's own room in each folder. */
const rooms = /^src\/(policy\/source\/|engine\/all\.ts$|engine\/[a-z-]+\/)/

/** Whoever tells engines apart by name must be changed for each new one. `names`: of all engines. */
export function engineProblems(file: SourceFile, names: readonly string[]): readonly string[] {
  if (!file.path.startsWith('src/') || rooms.test(file.path)) return []
  const name = `(?:${names.join('|')})`
  const compared = [
    // engine === 'files', engine: 'files', z.enum(['files'])
    new RegExp(`(?:\\bengine\\b|\\bEngineName\\b|\\.name\\b).*['"\`]${name}['"\`]|['"\`]${name}['"\`].*\\bengine\\b`),
    new RegExp(`\\bcase ['"\`]${name}['"\`]`),
    // A table of its own: { postgres: a, files: b }
    new RegExp(`[{,]\\s*${name}: .*,\\s*${name}: `),
  ]
  return withoutComments(file.text)
    .split('\n')
    .filter((line) => compared.some((pattern) => pattern.test(line)))
    .map(
      (line) =>
        `${file.path} calls an engine by its name: \`${line.trim()}\`. Make what it asks a property of the engine's file in policy/source/, or of the engine.`,
    )
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
  if (!/^[a-z0-9]+(-[a-z0-9]+)*((\.process|\.container|\.extended)?\.test)?\.ts$/.test(name)) {
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
