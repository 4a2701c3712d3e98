#!/usr/bin/env node
const { node } = process.versions
if (Number.parseInt(node, 10) < 24) {
  console.error(`error: restorable needs Node 24 or later, and this is Node ${node}`)
  console.error('  Type `npx restorable` where it is installed: npm brought a Node 24 along.')
  process.exit(1)
}
const { cli } = await import('./index.js')

await cli()
