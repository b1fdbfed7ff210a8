"""What an analyst touches in JupyterLab: tables to ask, controls to click, where to begin."""
