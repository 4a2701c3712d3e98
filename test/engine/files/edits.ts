import {
  chmodSync,
  chownSync,
  closeSync,
  ftruncateSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs'

/** Random edits of a tree, the same for the same seed: what people and programs do to files. */
export class Editor {
  readonly #root: Buffer
  #state: number
  #made = 0

  constructor(root: string, seed: number) {
    this.#root = Buffer.from(root)
    this.#state = seed | 1
  }

  /** From 0 up to `below` (xorshift). */
  #random(below: number): number {
    this.#state ^= this.#state << 13
    this.#state ^= this.#state >>> 17
    this.#state ^= this.#state << 5
    return (this.#state >>> 0) % below
  }

  #pick<T>(from: readonly T[]): T | undefined {
    return from[this.#random(from.length)]
  }

  #all(kind: 'file' | 'directory' | 'any'): readonly Buffer[] {
    const found: Buffer[] = []
    const visit = (at: Buffer) => {
      for (const name of readdirSync(at, { encoding: 'buffer' })) {
        const path = Buffer.concat([at, Buffer.from('/'), name])
        const stat = lstatSync(path)
        if (kind === 'any' || (kind === 'file' ? stat.isFile() : stat.isDirectory())) found.push(path)
        if (stat.isDirectory()) visit(path)
      }
    }
    visit(this.#root)
    return found
  }

  #newPath(): Buffer {
    const names = [
      Buffer.from(`n${this.#random(1000)}-${++this.#made}`),
      Buffer.from(`new\nline ${++this.#made}`),
      Buffer.concat([Buffer.of(0xe9, 0xff), Buffer.from(`${++this.#made}`)]),
      Buffer.from(`ü-🙂-${++this.#made}`),
      // Sorts between a directory's name and what is in it, were names compared as whole paths.
      Buffer.from(`n${this.#random(20)}!${++this.#made}`),
      Buffer.from(`n${this.#random(20)}`),
    ]
    const directory = this.#pick([this.#root, ...this.#all('directory')]) ?? this.#root
    const path = Buffer.concat([directory, Buffer.from('/'), this.#pick(names) ?? Buffer.from('x')])
    return lstatSync(path, { throwIfNoEntry: false }) ? Buffer.concat([path, Buffer.from(`-${++this.#made}`)]) : path
  }

  /** So many edits, one after the other. */
  edit(count: number): void {
    for (let i = 0; i < count; i += 1) this.#pick(this.#edits)?.()
  }

  readonly #edits: readonly (() => void)[] = [
    () => writeFileSync(this.#newPath(), 'new '.repeat(this.#random(50))),
    () => writeFileSync(this.#newPath(), 'new too'),
    () => writeFileSync(this.#newPath(), ''),
    () => mkdirSync(this.#newPath()),
    () => mkdirSync(this.#newPath()),
    () => this.#file((path) => writeFileSync(path, `longer ${this.#made++}`, { flag: 'a' })),
    // Same size and time: only its change time tells.
    () =>
      this.#file((path) => {
        const { atimeMs, mtimeMs } = lstatSync(path)
        const content = readFileSync(path)
        if (content[0] !== undefined) content[0] ^= 1
        writeFileSync(path, content)
        utimesSync(path, atimeMs / 1000, mtimeMs / 1000)
      }),
    () => this.#file((path) => rmSync(path)),
    () => this.#any((path) => rmSync(path, { recursive: true })),
    () => this.#any((path) => this.#move(path, this.#newPath())),
    () => this.#directory((path) => this.#move(path, this.#newPath())),
    // Two folders change places: every file in them has the name of another.
    () => {
      const [one, other] = [this.#pick(this.#all('directory')), this.#pick(this.#all('directory'))]
      if (!one || !other || one.equals(other) || within(one, other) || within(other, one)) return
      const aside = this.#newPathIn(this.#root)
      renameSync(one, aside)
      renameSync(other, one)
      renameSync(aside, other)
    },
    () =>
      this.#file((path) => {
        rmSync(path)
        mkdirSync(path)
        writeFileSync(Buffer.concat([path, Buffer.from('/inside')]), 'was a file')
      }),
    () =>
      this.#directory((path) => {
        rmSync(path, { recursive: true })
        writeFileSync(path, 'was a folder')
      }),
    () => symlinkSync(this.#pick(['..', 'nowhere', Buffer.of(0xe9)]) ?? '.', this.#newPath()),
    () => this.#file((path) => linkSync(path, this.#newPath())),
    () => this.#file((path) => linkSync(path, this.#newPath())),
    () => this.#file((path) => chmodSync(path, 0o600 + this.#random(0o100))),
    () => this.#directory((path) => chmodSync(path, 0o700 + this.#random(0o100))),
    () => this.#any((path) => void (lstatSync(path).isSymbolicLink() || utimesSync(path, 1e9, 1e9 + this.#made++))),
    () => this.#file((path) => void (process.geteuid?.() === 0 && chownSync(path, this.#random(9), this.#random(9)))),
    () => {
      const handle = openSync(this.#newPath(), 'w')
      writeSync(handle, 'end', 65536)
      ftruncateSync(handle, 200_000)
      closeSync(handle)
    },
  ]

  #newPathIn(directory: Buffer): Buffer {
    return Buffer.concat([directory, Buffer.from(`/moved-${++this.#made}`)])
  }

  #move(path: Buffer, to: Buffer): void {
    if (!within(path, to)) renameSync(path, to)
  }

  #file(edit: (path: Buffer) => void): void {
    const path = this.#pick(this.#all('file'))
    if (path) edit(path)
  }

  #directory(edit: (path: Buffer) => void): void {
    const path = this.#pick(this.#all('directory'))
    if (path) edit(path)
  }

  #any(edit: (path: Buffer) => void): void {
    const path = this.#pick(this.#all('any'))
    if (path) edit(path)
  }
}

const within = (directory: Buffer, path: Buffer) =>
  path.subarray(0, directory.length + 1).equals(Buffer.concat([directory, Buffer.from('/')]))

/** Returns once the file system's clock has ticked: what changes after has another change time. */
export function passTick(folder: string): void {
  const probe = `${folder}/probe`
  const touch = () => {
    writeFileSync(probe, '')
    return lstatSync(probe, { bigint: true }).ctimeNs
  }
  const first = touch()
  while (touch() === first);
}
