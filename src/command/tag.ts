import { tagPattern } from '../catalog/catalog.ts'
import { Problem } from '../problem.ts'

/** The tags, as given; throws `usage` where one cannot be a tag. */
export function requireTags(tags: readonly string[]): readonly string[] {
  for (const tag of tags) {
    if (tagPattern.test(tag)) continue
    throw new Problem('usage', `${JSON.stringify(tag)} is not a tag`, {
      hint: 'A tag has up to 24 letters, digits and : - _ . characters.',
    })
  }
  return tags
}
