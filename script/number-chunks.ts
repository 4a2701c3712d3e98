import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Numbers the chunks of a bundle by what is in them. The bundler numbers them by their first modules: of modules that import each
 * other (the driver of MongoDB), which one is first depends on which file was read first, so two builds were not the same.
 */
const [folder = ''] = process.argv.slice(2)
const chunkFile = /^(\d+)\.index\.js$/
const files = readdirSync(folder).filter((name) => name.endsWith('.js'))
const texts = new Map(files.map((name) => [name, readFileSync(join(folder, name), 'utf8')]))

/** Old numbers to new ones. */
const numbers = new Map<string, string>()
for (const [name, text] of texts) {
  const [, old] = chunkFile.exec(name) ?? []
  if (old === undefined) continue
  const modules = [...text.matchAll(/^\/\*\*\*\/ (\d+):$/gm)].map(([, id]) => Number(id)).sort((a, b) => a - b)
  if (modules.length === 0) throw new Error(`${name} has no module`)
  const digest = createHash('sha256').update(modules.join(',')).digest()
  numbers.set(old, String(100_000 + (digest.readUInt32BE() % 900_000)))
}
if (new Set(numbers.values()).size !== numbers.size) throw new Error('two chunks have one number')
const renumbered = (old: string): string => {
  const number = numbers.get(old)
  if (number === undefined) throw new Error(`there is no chunk ${old}`)
  return number
}

for (const [name, text] of texts) {
  const written = text
    .replace(/^(export const ids? = \[?)(\d+)(\]?;)$/gm, (_, begin, old, end) => `${begin}${renumbered(old)}${end}`)
    .replace(
      /(__(?:webpack|nccwpck)_require__\.e\((?:\/\* import\(\) \*\/ )?)(\d+)\)/g,
      (_, begin, old) => `${begin}${renumbered(old)})`,
    )
    // Several that are loaded together stand in the order of their numbers.
    .replace(
      /\[(__(?:webpack|nccwpck)_require__\.e\(\d+\)(?:, __(?:webpack|nccwpck)_require__\.e\(\d+\))+)\]/g,
      (_, list: string) => {
        const calls = list.split(', ').sort()
        return `[${calls.join(', ')}]`
      },
    )
  writeFileSync(join(folder, name), written)
  const [, old] = chunkFile.exec(name) ?? []
  if (old !== undefined) renameSync(join(folder, name), join(folder, `${renumbered(old)}.index.js`))
}
