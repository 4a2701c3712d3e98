import { existsSync, readdirSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { command } from '../../../src/engine/command/command.ts'
import type { CommandSource } from '../../../src/policy/policy.ts'
import { parse, withSource } from '../../policy/example.ts'
import type { Fixture } from '../contract.ts'
import { bench } from '../step.ts'

export const never: AbortSignal = new AbortController().signal
export const password = 'correct-horse-battery'

/** The source as a policy gives it. */
export function sourceOf(lines: string, env: Readonly<Record<string, string>> = {}): CommandSource {
  const source = parse(withSource(`engine: command\n${lines}`), env).sources['orders']
  if (source?.engine !== 'command') throw new Error('no command source')
  return source
}

/** A database of folders with a file for each table, and the programs that its people have for it. */
export const dump = `dump: |
  cd "$SHOP"
  [ "$SHOP_PASSWORD" = ${password} ] || { echo "password $SHOP_PASSWORD is wrong" >&2; exit 3; }
  for table in *; do echo "== $table"; cat "$table"; done
  echo '-- dump completed on a day'
`
export const shopLines = `tools: host
env: [SHOP, SHOP_PASSWORD]
${dump}ends-with: "-- dump completed"
restore: |
  cd "$BACKPROOF_TARGET"
  if [ "$BACKPROOF_OVERWRITE" = 1 ]; then rm -f -- *; fi
  awk '/^-- dump completed/ { whole = 1; next } /^== / { table = $2; printf "" > table; next } { print > table } END { exit !whole }'
facts: |
  cd "\${BACKPROOF_TARGET:-$SHOP}"
  printf '{ "rows": {'
  comma=
  for table in *; do printf '%s"%s": %d' "$comma" "$table" "$(wc -l < "$table")"; comma=,; done
  printf '}, "objects": { "table": ["customers", "orders"] } }'
check: test -s "$BACKPROOF_TARGET/orders"
`

export async function shopFixture(): Promise<Fixture> {
  const folder = await mkdtemp(join(tmpdir(), 'command-test-'))
  const shop = join(folder, 'shop')
  await mkdir(shop)
  await writeFile(join(shop, 'orders'), Array.from({ length: 5000 }, (_, i) => `order ${i}\n`).join(''))
  await writeFile(join(shop, 'customers'), Array.from({ length: 120 }, (_, i) => `customer ${i}\n`).join(''))
  const at = { ...bench, temporaryDirectory: folder }
  const source = sourceOf(shopLines, { SHOP: shop, SHOP_PASSWORD: password })
  let targets = 0
  return {
    source,
    bench: at,
    seeded: { rows: { orders: 5000, customers: 120 }, objects: { table: ['customers', 'orders'] } },
    contents: ['dump of', 'rows of orders'],
    write: undefined,
    target: () =>
      command.target(join(folder, `target-${++targets}`, 'restored'), { tools: source.tools, source }, at, never),
    isEmpty: async ({ name }) => {
      const parent = join(name, '..')
      return !existsSync(parent) || readdirSync(parent).length === 0
    },
    // Its programs are first run by a dump.
    locked: undefined,
    powerless: undefined,
    traces: undefined,
    self: undefined,
    some: undefined,
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  }
}
