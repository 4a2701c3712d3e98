import { readAsset } from '../asset.ts'
import type { Pages } from './text.ts'

/** The pages that every store carries. */
export async function readPages(): Promise<Pages> {
  const [recovery, format] = await Promise.all([
    readPage(new URL('./recovery.md', import.meta.url), 'recovery.md'),
    readPage(new URL('./format.md', import.meta.url), 'format.md'),
  ])
  return { recovery, format }
}

const readPage = async (built: URL, name: string) =>
  (await readAsset(built, () => `${import.meta.dirname}/../../../docs/${name}`)).toString()
