"""The jointed figure: pose -> joints -> cells."""
