import type { UrlRules } from '../../server-url.ts'
import type { Product } from '../search-source.ts'

interface ProductFacts {
  readonly noun: string
  /** Its image, without a version. */
  readonly image: string
  /** Of a throw-away server: alone, reached by nobody else, and small. */
  readonly env: Readonly<Record<string, string>>
  /** The oldest version that answers as this program asks. */
  readonly oldest: string
  /** What a user of a backup needs, as a sentence. */
  readonly rights: string
}

const alone = {
  'discovery.type': 'single-node',
  'cluster.routing.allocation.disk.threshold_enabled': 'false',
  // A server of a small memory refuses documents that the dumped one took: some tens of MB each.
  'indexing_pressure.memory.limit': '90%',
}
const memory = '-Xms512m -Xmx512m'

export const products: Readonly<Record<Product, ProductFacts>> = {
  opensearch: {
    noun: 'OpenSearch',
    image: 'opensearchproject/opensearch',
    env: {
      ...alone,
      DISABLE_SECURITY_PLUGIN: 'true',
      DISABLE_INSTALL_DEMO_CONFIG: 'true',
      OPENSEARCH_JAVA_OPTS: memory,
    },
    oldest: '1.0',
    rights:
      'Map the user of the URL to a role with cluster_monitor, indices:data/read/scroll* and the reading of templates and pipelines, and read and indices_monitor on all indexes: docs/engines.md has it in full.',
  },
  elasticsearch: {
    noun: 'Elasticsearch',
    image: 'elasticsearch',
    env: { ...alone, 'xpack.security.enabled': 'false', ES_JAVA_OPTS: memory },
    oldest: '7.10',
    rights:
      'Give the user of the URL a role with the cluster rights monitor, manage_index_templates and read_pipeline, and read, monitor and view_index_metadata on all indexes: docs/engines.md has it in full.',
  },
}

export const urlRules = (product: Product): UrlRules => ({
  noun: `an ${products[product].noun} server`,
  schemes: { http: 'plain', https: 'tls' },
  port: 9200,
  example: 'https://user:password@host:9200',
  parameters: [],
})

/** "2.19.6": the numbers of a version; what is no number is 0. */
export const numbersOf = (version: string): readonly [major: number, minor: number] => {
  const [major, minor] = version.split('.').map((part) => Number.parseInt(part, 10) || 0)
  return [major ?? 0, minor ?? 0]
}

export function isBefore(version: string, other: string): boolean {
  const [major, minor] = numbersOf(version)
  const [otherMajor, otherMinor] = numbersOf(other)
  return major < otherMajor || (major === otherMajor && minor < otherMinor)
}
