/** Azurite ships no types; these are the parts of version 3.35 used here. */
declare module 'azurite/dist/src/table/TableServer.js' {
  const exported: import('./azurite.ts').AzuriteExport<import('./azurite.ts').AzuriteServer>;
  export default exported;
}
declare module 'azurite/dist/src/table/TableConfiguration.js' {
  const exported: import('./azurite.ts').AzuriteExport<object>;
  export default exported;
}
declare module 'azurite/dist/src/queue/QueueServer.js' {
  const exported: import('./azurite.ts').AzuriteExport<import('./azurite.ts').AzuriteServer>;
  export default exported;
}
declare module 'azurite/dist/src/queue/QueueConfiguration.js' {
  const exported: import('./azurite.ts').AzuriteExport<object>;
  export default exported;
}
