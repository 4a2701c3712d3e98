#!/usr/bin/env node
// Deno's own words would be a stack of calls in this program.
const denied = []
for (const name of globalThis.Deno ? ['env', 'sys', 'read', 'write', 'run', 'net'] : [])
  if ((await globalThis.Deno.permissions.query({ name })).state !== 'granted') denied.push(name)
if (denied.length > 0) {
  console.error(`error: Deno does not permit backproof what it needs: ${denied.join(', ')}`)
  console.error('  Run `deno run -A dist/cli.js ...`.')
  globalThis.Deno.exit(2)
}
const { node } = process.versions
if (Number.parseInt(node, 10) < 24) {
  console.error(`error: backproof needs Node 24 or later, and this is Node ${node}`)
  const { existsSync } = await import('node:fs')
  const { fileURLToPath } = await import('node:url')
  const programs = fileURLToPath(new URL('../node_modules/.bin', import.meta.url))
  // Not by npx: where this is not installed, that would run whatever has the name in a registry.
  console.error(
    existsSync(`${programs}/node`)
      ? `  Run \`export PATH="${programs}:$PATH"\`: npm brought a Node 24 along.`
      : '  Install Node 24, or start it with Deno.',
  )
  process.exit(1)
}
const { cli } = await import('./index.js')

await cli()
