// The files that go to the control machine are bundled as text (esbuild.js).
declare module '*.py' {
  const text: string;
  export default text;
}
declare module '*.sh' {
  const text: string;
  export default text;
}
