import { homeOf, type KeyHomes, keyHomes } from '../store/key.ts'
import { mayHoldVariables } from '../value/address.ts'
import { isReserved, pieces } from '../value/template.ts'
import type { Findings, Path } from './position.ts'
import { showPath } from './show.ts'
import type { Tree } from './tree.ts'

/** Reports what is wrong in the texts of the file, wherever they stand. */
export function scanFile(tree: Tree, findings: Findings): void {
  const homes = keyHomes(tree)
  scan(tree, findings, homes, [])
}

/** Reports, in every text of the file: expressions of a workflow, variables where none may stand, and secret keys. */
function scan(tree: Tree, findings: Findings, homes: KeyHomes, path: Path): void {
  for (const [name, child] of tree.children) {
    const inner = [...path, Array.isArray(tree.value) ? Number(name) : name]
    if (child.key) scanText(name, child.key, inner, findings, homes, 'key')
    if (typeof child.value === 'string') scanText(child.value, child.range, inner, findings, homes, 'value')
    scan(child, findings, homes, inner)
  }
}

function scanText(
  text: string,
  range: Tree['range'],
  path: Path,
  findings: Findings,
  homes: KeyHomes,
  role: 'key' | 'value',
): void {
  const where = showPath(path)
  const add = (message: string, hint: string) => findings.add({ message: `${where} ${message}`, hint, range, path })
  if (/^\s*(rsec|rsgn|ridx|rshr)1[a-z0-9]{20}/i.test(text)) {
    add(
      'is a secret key written into the file',
      'Take it out, generate a new pair with `backproof keys generate`, and write only the public key here.',
    )
    return
  }
  if (text.includes('${{')) {
    const name = /\$\{\{\s*(?:secrets|vars|env)\.([A-Za-z_]\w*)/.exec(text)?.[1]?.toUpperCase() ?? 'NAME'
    const hint = mayHoldVariables(path)
      ? `Write \${${name}} here, and \`env: { ${name}: \${{ secrets.${name} }} }\` in the workflow step.`
      : 'Only addresses and secrets can come from the environment, as ${NAME}.'
    add('is an expression of a workflow: the policy file is read as it is', hint)
    return
  }
  if (!text.includes('${')) return
  const found = pieces(text)
  const malformed = found.find((piece) => 'malformed' in piece)
  const names = found.flatMap((piece) => ('variable' in piece ? [piece.variable] : []))
  const allowed = role === 'value' && mayHoldVariables(path)
  const taken = names.find((name) => isReserved(name))
  if (allowed && taken) {
    add(
      `uses \${${taken}}, which is a secret of the runner or of this program`,
      'Only the secrets of sources and stores belong here, each in a variable of its own.',
    )
  }
  const strayed = allowed && !taken ? names.find((name) => homeOf(name, homes, path)) : undefined
  if (strayed) {
    const home = homeOf(strayed, homes, path)
    add(
      `uses ${'$'}{${strayed}}, which is the ${home} of a store and may stand nowhere else`,
      `Whoever is at that address would be sent it: write ${'$'}{${strayed}} as the value of ${home} alone, and give this one a variable of its own.`,
    )
  }
  if (allowed && malformed) {
    add(
      'has a ${ that is not a variable such as ${NAME}',
      'Write $${ for a plain ${; the name of a variable has letters, digits and _ alone.',
    )
  }
  if (!allowed && names.length > 0) {
    add(
      `uses \${${names[0]}} where no variable may stand`,
      'Variables may stand in addresses and secrets: url, path, paths, bucket, endpoint, and the keys of a store. Write $${ for a plain ${.',
    )
  }
}
