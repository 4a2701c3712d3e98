import { importsOf, type SourceFile } from './layer-rule.ts'

/** The rule of test/tier.test.ts: what a test of the unit tier may not reach, however many files are between. */
const startsSomething: readonly { readonly what: RegExp; readonly name: string }[] = [
  { what: /^node:(child_process|cluster)$/, name: 'starts processes' },
  { what: /^node:(http|https|http2|net|tls|dgram)$/, name: 'starts servers' },
  { what: /^node:worker_threads$/, name: 'starts threads' },
  { what: /^node:timers\/promises$/, name: 'waits for real time' },
  { what: /^src\/command\/admit\/admit\.ts$/, name: 'runs whole commands' },
]

export const isUnit = (path: string): boolean => /^test\/(?:[^.]*\/)?[^./]+\.test\.ts$/.test(path)

export function tierProblems(files: readonly SourceFile[]): readonly string[] {
  const texts = new Map(files.map(({ path, text }) => [path, text]))
  return files.filter(({ path }) => isUnit(path)).flatMap(({ path }) => reached(path, texts))
}

function reached(test: string, texts: ReadonlyMap<string, string>): readonly string[] {
  const found: string[] = []
  const seen = new Set<string>()
  const visit = (path: string): void => {
    if (seen.has(path)) return
    seen.add(path)
    for (const module of valuesFrom(texts.get(path) ?? '')) {
      const target = module.startsWith('.') ? new URL(module, `file:///${path}`).pathname.slice(1) : module
      for (const { name } of startsSomething.filter(({ what }) => what.test(target))) {
        const by = path === test ? '' : ` by way of ${path}`
        found.push(
          `${test} ${name}${by} (${target}): call it ${test.replace(/\.test\.ts$/, '.process.test.ts')}, or test what computes.`,
        )
      }
      if (target.startsWith('test/')) visit(target)
    }
  }
  visit(test)
  return found
}

/** What is there when a file runs: a type is not. */
const valuesFrom = (text: string): readonly string[] =>
  importsOf(text.replace(/^(import|export) type [^'"]*from\s*['"][^'"]+['"]/gm, ''))
