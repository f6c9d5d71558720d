/** What somebody has said, as it can be answered again later. */
export type Said =
  | { readonly kind: 'words'; readonly text: string }
  /** As a client sends it flat, verb and all. */
  | { readonly kind: 'press'; readonly value: { readonly verb: string; readonly [key: string]: unknown } };
