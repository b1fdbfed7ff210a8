"""The site of the entidad, "Botón Web MIPG": static pages that need no server and no network."""
