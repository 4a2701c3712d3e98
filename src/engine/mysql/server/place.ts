/** In which log a dump is told to say where its moment lies. */
export type Place =
  /** The server's own: a file and an offset. */
  | { readonly kind: 'own'; readonly history: string }
  /** That of its source: the transactions that a replica has applied, by GTID. `least`: those that it had before the dump. */
  | { readonly kind: 'source'; readonly history: string; readonly least: string }
  | { readonly kind: 'none' }
