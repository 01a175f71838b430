import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

export default {
  mode: 'production',
  context: here('.'),
  entry: { page: './page.js' },
  // Its parts come by script elements, whose addresses need a policy where Trusted Types are required.
  output: { path: here('../site/webpack'), clean: true, trustedTypes: { policyName: 'webpack' } },
  // What most projects have for the styles of their own.
  module: { rules: [{ test: /\.css$/, use: ['style-loader', 'css-loader'] }] },
  performance: { hints: false },
};
