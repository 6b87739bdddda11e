// What `npm run lint` asks of the TypeScript here, of the queries in src/ and in
// docs/queries, and of the API's schema beside this folder. It runs from the repository's root,
// because ESLint reads nothing above the folder that it runs in.

import { fileURLToPath } from "node:url";
import eslint from "@eslint/js";
import graphql from "@graphql-eslint/eslint-plugin";
import hooks from "eslint-plugin-react-hooks";
import { defineConfig } from "eslint/config";
import typescript from "typescript-eslint";

const here = fileURLToPath(new URL(".", import.meta.url));

/** Lets the GraphQL rules read the schema and the queries as one project. */
const graphqlLanguage = {
  parser: graphql.parser,
  parserOptions: {
    graphQLConfig: {
      schema: `${here}../schema.graphqls`,
      documents: [`${here}src/**/*.graphql`, `${here}../docs/queries/*.graphql`],
    },
  },
};

const schemaRules = graphql.configs["flat/schema-recommended"].rules;

/** The recommended names, but a type may end in Type: RelationshipType is our word. */
const [severity, names] = schemaRules["@graphql-eslint/naming-convention"];
const naming = [severity, { ...names, "ObjectTypeDefinition,ObjectTypeExtension": {} }];

export default defineConfig(
  { ignores: ["web/dist/", "web/node_modules/", "web/src/explorer/api/operations.ts"] },
  {
    files: ["web/**/*.{ts,tsx}"],
    extends: [
      eslint.configs.recommended,
      typescript.configs.strictTypeChecked,
      typescript.configs.stylisticTypeChecked,
      hooks.configs.flat.recommended,
    ],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: here } },
  },
  {
    files: ["web/**/*.{js,mjs}"],
    extends: [eslint.configs.recommended],
    languageOptions: {
      globals: {
        Buffer: "readonly",
        console: "readonly",
        document: "readonly",
        fetch: "readonly",
        getComputedStyle: "readonly",
        globalThis: "readonly",
        localStorage: "readonly",
        location: "readonly",
        performance: "readonly",
        PerformanceObserver: "readonly",
        process: "readonly",
        requestAnimationFrame: "readonly",
        sessionStorage: "readonly",
        URLSearchParams: "readonly",
        URL: "readonly",
      },
    },
  },
  {
    files: ["schema.graphqls"],
    plugins: { "@graphql-eslint": graphql },
    languageOptions: graphqlLanguage,
    rules: {
      ...schemaRules,
      "@graphql-eslint/naming-convention": naming,
      // One line between quotes or several between triple quotes: whichever reads better.
      "@graphql-eslint/description-style": "off",
      // Claims can be made about claims and sources too, by the same field as elsewhere.
      "@graphql-eslint/no-typename-prefix": "off",
      // Connections, edges and values have no identity of their own.
      "@graphql-eslint/strict-id-in-types": "off",
      "@graphql-eslint/require-description": [
        "error",
        {
          types: true,
          DirectiveDefinition: true,
          EnumValueDefinition: true,
          FieldDefinition: true,
          InputValueDefinition: true,
          rootField: true,
        },
      ],
    },
  },
  {
    files: ["web/src/**/*.graphql", "docs/queries/*.graphql"],
    plugins: { "@graphql-eslint": graphql },
    languageOptions: graphqlLanguage,
    rules: graphql.configs["flat/operations-recommended"].rules,
  },
  {
    files: ["docs/queries/*.graphql"],
    rules: {
      // An answer of the cookbook is read by people, so it is asked for no more than is read.
      "@graphql-eslint/require-selections": "off",
      // A question may go from an event to its parties, on to theirs and to what they rest on.
      "@graphql-eslint/selection-set-depth": "off",
    },
  },
);
